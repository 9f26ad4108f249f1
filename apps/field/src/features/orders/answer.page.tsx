import { type About, asksEach, fitsQuestion, isAsked, missingAnswers, thingsOf } from '@muster/contract/orders/answer-rules';
import type { Answer, Question } from '@muster/contract/orders/answers';
import { formatNumber, spokenNumber } from '@muster/ui/format';
import { eachCount, eachThing } from '@muster/ui/words/ground.words';
import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import { dropDraft, readDraft, writeDraft } from '../../app/drafts.ts';
import { Frame } from '../../app/frame.tsx';
import { paths, useGo } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { PhotoField, usePhotoDrafts } from '../photos/photo-field.tsx';
import { answer as sendAnswer } from './acts.ts';
import { answerWords as w } from './answer.words.ts';
import { AnswerCards } from './answer-cards.tsx';
import { answerDraftKey, completed, noAnswer, photosOf, saidTo, tidied, withPhotos } from './answer-draft.ts';
import { ChangeCard } from './change-card.tsx';
import { GroundChanged } from './ground-changed.tsx';
import { useReceipt } from './inbox.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { areasText } from './receipt-text.ts';

/** Answering (11b): a tap per thing, kept as it is written, and a button that says what is still missing. */
export function AnswerPage({ receiptId }: { receiptId: string }) {
  const { receipt, error, retry } = useReceipt(receiptId);
  const { person } = useSession();
  const [draft, setDraft] = useState<Answer | null>(null);
  const isKnown = receipt !== undefined;
  // Begun once; what comes later must not overwrite what is typed.
  useEffect(() => {
    if (!receipt) return;
    void readDraft<Answer>(answerDraftKey(person.id, receiptId)).then((kept) =>
      setDraft(completed(kept ?? receipt.answer ?? receipt.formerAnswer ?? noAnswer, receipt.proposedAnswer)),
    );
  }, [receiptId, isKnown]);

  const back = { to: paths.order(receiptId), label: receipt ? spokenNumber(receipt.order.numberText) : w.title };
  if (receipt && draft) return <AnswerForm receipt={receipt} draft={draft} onDraft={setDraft} back={back} />;
  return (
    <Frame title={w.title} back={back}>
      {error ? <Problem error={error} onRetry={retry} /> : <Skeleton lines={5} />}
    </Frame>
  );
}

interface FormProps {
  receipt: LocalReceipt;
  draft: Answer;
  onDraft: (draft: Answer) => void;
  back: { to: string; label: string };
}

function AnswerForm({ receipt, draft, onDraft, back }: FormProps) {
  const { order } = receipt;
  const { person } = useSession();
  const now = useNow();
  const go = useGo();
  const drafts = usePhotoDrafts(receipt.id);
  const isSending = useRef(false);
  const beganAt = useRef(Date.now());
  // The list under the finger stays as it was when the answer was begun; what came since is named and can be added.
  const [ground, setGround] = useState(receipt.ground);
  const about = { things: receipt.things, ground };
  // What changed is shown above the form; without that, what counts is the text that it was begun for.
  const began = useRef(receipt.revision);
  const seen = receipt.change ? receipt.revision : began.current;
  const missing = missingAnswers(order.questions, draft, about);
  const unfit = firstUnfit(order.questions, draft, about);
  const what = askedText(receipt, about);

  function change(next: Answer) {
    onDraft(next);
    writeDraft(answerDraftKey(person.id, receipt.id), next);
  }

  async function send() {
    const first = missing[0];
    if (first || unfit) {
      const key = first ? (first.thing?.code ?? first.question.key) : unfit?.key;
      document.querySelector(`[data-about="${key}"]`)?.scrollIntoView({ block: 'center' });
      document.querySelector<HTMLElement>(`[data-about="${key}"] :is(button, input, textarea)`)?.focus({ preventScroll: true });
      return;
    }
    if (isSending.current) return;
    isSending.current = true;
    const isAfterOwn = receipt.waits.some((entry) => entry.operation === 'answerReceipt');
    const files = drafts.map((photo) => photo.fileId);
    const answering = {
      given: withPhotos(tidied(draft, order.questions, about), [...photosOf(draft), ...files]),
      files,
      groundSeen: ground.length > 0 ? ground.map((thing) => thing.id) : undefined,
      spentSeconds: (Date.now() - beganAt.current) / 1000,
      seenAnsweredAt: isAfterOwn ? undefined : receipt.answeredAt,
    };
    await sendAnswer({ ...receipt, revision: seen }, answering, person.name);
    dropDraft(answerDraftKey(person.id, receipt.id));
    announce(w.sent);
    go(paths.order(receipt.id), { replace: true });
  }

  return (
    <Frame
      title={w.title}
      back={back}
      dock={
        <>
          <Button isMissing={missing.length > 0 || unfit !== null} onTap={() => void send()} disabled={!receipt.can.answer}>
            {receipt.can.answer ? buttonText(missing, unfit, what?.count ?? null) : w.cannot}
          </Button>
          <p class={`${s.note} ${o.centre}`}>{w.keeps}</p>
        </>
      }
    >
      <h2 class={`${s.xl} ${o.answerTitle}`}>{what ? w.each(what.word) : w.single}</h2>
      <p class={s.sub}>{hintText(receipt)}</p>
      <ChangeCard receipt={receipt} now={now} />
      <GroundChanged receipt={receipt} ground={ground} onGround={setGround} />
      <AnswerCards receipt={receipt} about={about} draft={draft} onDraft={change} now={now} />
      <PhotoField subject={receipt.id} kept={photosOf(draft)} onKept={(fileIds) => change(withPhotos(draft, fileIds))} />
      <NoteField draft={draft} onDraft={change} />
    </Frame>
  );
}

function NoteField({ draft, onDraft }: { draft: Answer; onDraft: (draft: Answer) => void }) {
  const [isOpen, setOpen] = useState((draft.note ?? '') !== '');
  if (isOpen) {
    return (
      <label class={`${s.field} ${o.gap}`}>
        <span>{w.note}</span>
        <textarea
          class={s.input}
          maxLength={2000}
          value={draft.note ?? ''}
          onInput={(event) => onDraft({ ...draft, note: event.currentTarget.value })}
        />
      </label>
    );
  }
  return (
    <div class={o.extra}>
      <button type="button" class={s.link} onClick={() => setOpen(true)}>
        <Icon name="write" />
        {w.addNote}
      </button>
    </div>
  );
}

/** What the button says: what is still missing, else what it does and for how many. */
function buttonText(missing: ReturnType<typeof missingAnswers>, unfit: Question | null, level: string | null): string {
  const first = missing[0];
  if (first) {
    const name = first.thing?.name && level ? first.thing.name : first.question.text;
    return missing.length === 1 ? w.left(name) : w.leftMany(name, formatNumber(missing.length));
  }
  if (unfit) return w.unfit(unfit.text);
  return level ? w.sendCount(level) : w.send;
}

function firstUnfit(questions: readonly Question[], draft: Answer, about: About): Question | null {
  for (const question of questions) {
    if (!isAsked(question, draft)) continue;
    for (const code of thingsOf(question, about)?.map((thing) => thing.code) ?? [null]) {
      const value = saidTo(draft, question, code);
      if (value !== undefined && value !== '' && !fitsQuestion(question, value)) return question;
    }
  }
  return null;
}

function hintText({ order, proposedAnswer, answer }: LocalReceipt): string {
  if (proposedAnswer && !answer) return w.fromBelow(formatNumber(countThings(proposedAnswer)));
  return order.questions.some((question) => question.kind === 'number') ? w.someNumbers : w.noTable;
}

function countThings(answer: Answer): number {
  const codes = new Set<string>();
  for (const value of Object.values(answer.values)) if (typeof value === 'object') for (const code of Object.keys(value)) codes.add(code);
  return codes.size;
}

/** What is gone through one by one, and how many of them: compounds where a question asks of each, else the areas below. */
function askedText(receipt: LocalReceipt, about: About): { word: string; count: string } | null {
  const each = receipt.order.questions.find((question) => question.each);
  if (each?.each) {
    const things = thingsOf(each, about) ?? [];
    return things.length > 0 ? { word: eachThing(each.each), count: eachCount(each.each, formatNumber(things.length)) } : null;
  }
  const hasAreas = receipt.order.questions.some(asksEach) && receipt.things.some((thing) => thing.code !== receipt.areaCode);
  return hasAreas ? { word: thingWord(receipt), count: areasText(receipt, receipt.things.length) } : null;
}

function thingWord(receipt: LocalReceipt): string {
  return areasText(receipt, 1)
    .replace(/^1 (个)?\s*/, '')
    .trim();
}
