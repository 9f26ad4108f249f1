import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { KeptPhoto } from '@muster/client/photos/photo';
import type { Answer } from '@muster/contract/orders/answers';
import { problemText } from '@muster/ui/words/problems.words';
import { useState } from 'preact/hooks';
import { outbox, photos } from '../../app/device.ts';
import { writeDraft } from '../../app/drafts.ts';
import { paths, useGo } from '../../app/nav.tsx';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button } from '../../pieces/pieces.tsx';
import { asProblem } from '../../pieces/problem.tsx';
import { answerDraftKey, photosOf, withPhotos } from '../orders/answer-draft.ts';
import { photoWords as pw } from '../photos/photo.words.ts';
import p from '../photos/photos.module.css';
import { Shot } from '../photos/shot.tsx';
import { entryText } from './entry-text.ts';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';

/** A photo that the server did not take: without it the rest goes, or another is taken (12-outbox). */
export function PhotoFailed({ entry, photo }: { entry: OutboxEntry; photo: KeptPhoto }) {
  const go = useGo();
  const [error, setError] = useState<string | null>(null);
  const given = entry.input.answer as Answer;

  /** What the server may hold names this photo: it is given up there first, then goes anew without it. */
  async function without() {
    const files = (entry.files ?? []).filter((fileId) => fileId !== photo.fileId);
    const { commandId: _id, doneAt: _at, ...input } = entry.input;
    const answer = withPhotos(
      given,
      photosOf(given).filter((fileId) => fileId !== photo.fileId),
    );
    const { operation, subject, about, clock } = entry;
    await outbox().replace(entry.sequence, { operation, subject, about, files, input: { ...input, answer }, ...(clock ? { clock } : {}) });
    await photos().queue(files);
  }

  async function again() {
    const others = (entry.files ?? []).filter((fileId) => fileId !== photo.fileId);
    const kept = photosOf(given).filter((fileId) => !entry.files?.includes(fileId));
    await photos().takeBack(others);
    await outbox().discard(entry.sequence);
    writeDraft(answerDraftKey(entry.owner.personId, entry.subject), withPhotos(given, kept));
    go(paths.answer(entry.subject));
  }

  const tryTo = (act: () => Promise<void>) => () => {
    setError(null);
    act().catch((fault) => setError(problemText(asProblem(fault as Error))));
  };

  return (
    <section class={`${s.card} ${x.item}`} aria-label={entryText(entry)}>
      <b>{[entryText(entry), pw.file((entry.files ?? []).indexOf(photo.fileId) + 1)].join(w.join)}</b>
      <p class={s.sub}>{photo.problem ? problemText(photo.problem) : ''}</p>
      <p class={s.sub}>{w.restGoes}</p>
      <ul class={p.strip}>
        <Shot photo={photo} n={1} />
      </ul>
      <div class={`${s.halves} ${x.acts}`}>
        <Button look="quiet" small onTap={tryTo(without)}>
          {w.noPhoto}
        </Button>
        <Button look="quiet" small onTap={tryTo(again)}>
          <Icon name="camera" />
          {w.retake}
        </Button>
      </div>
      {error && (
        <p class={s.error} role="alert">
          <Icon name="warning" />
          {error}
        </p>
      )}
    </section>
  );
}
