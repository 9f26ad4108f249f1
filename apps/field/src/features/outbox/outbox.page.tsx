import { type OutboxEntry, subjectsOf } from '@muster/client/outbox/entry';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { actingAs } from '@muster/ui/words/roles.words';
import { useState } from 'preact/hooks';
import { appWords } from '../../app/app.words.ts';
import { outbox, useOutbox, usePhotos } from '../../app/device.ts';
import f from '../../app/frame.module.css';
import { Frame } from '../../app/frame.tsx';
import { paths } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import { sync } from '../../app/sync.ts';
import { useValue } from '../../app/value.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Heading } from '../../pieces/pieces.tsx';
import { DropSheet } from './drop-sheet.tsx';
import { EntryPhotos, photosOfEntry } from './entry-photos.tsx';
import { entryText, isConflict } from './entry-text.ts';
import { HeldList } from './held-list.tsx';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';
import { PhotoFailed } from './photo-failed.tsx';
import { RefusedCard } from './refused-card.tsx';

/** 待发送 (12-outbox): what waits, what was refused and why, and what a person has to decide. */
export function OutboxPage() {
  const { entries, sending } = useOutbox();
  const session = useSession();
  const now = useNow();
  const isBroken = useValue(sync).state === 'broken';
  const isOffline = isBroken || entries.some((entry) => entry.problem?.code === 'network.unreachable');
  const isMine = ({ owner }: OutboxEntry) => owner.personId === session.person.id && owner.assignmentId === session.acting.id;
  const refused = entries.filter((entry) => entry.state === 'failed' && isMine(entry));
  const conflicts = refused.filter(isConflict);
  const failed = refused.filter((entry) => !isConflict(entry));
  const waiting = entries.filter((entry) => entry.state === 'waiting' && isMine(entry));
  const held = entries.filter((entry) => entry.state === 'held' && isMine(entry));
  const shots = usePhotos().photos;
  const broken = entries.filter(isMine).flatMap((entry) =>
    photosOfEntry(entry, shots)
      .filter((photo) => photo.state === 'failed')
      .map((photo) => ({ entry, photo })),
  );
  const foreign = entries.filter((entry) => !isMine(entry));
  const blocked = new Set(refused.flatMap(subjectsOf));

  return (
    <Frame title={w.title} back={{ to: paths.me(), label: appWords.tabs.me }} tab="me">
      <div class={x.page}>
        {isOffline && (
          <div class={`${f.notice} ${f.top} ${x.wide}`}>
            <Icon name="noSignal" />
            <div>
              <b>{w.offline}</b>
              {w.offlineWhy}
            </div>
          </div>
        )}
        {entries.length === 0 && (
          <div class={`${s.card} ${x.empty}`}>
            <b>{w.empty}</b>
            <p class={s.sub}>{w.emptyWhy}</p>
          </div>
        )}
        <Refused title={w.decide} entries={conflicts} now={now} />
        <Refused title={w.failed} entries={failed} now={now} />
        {broken.length > 0 && (
          <>
            <Heading aside={formatNumber(broken.length)}>{w.failed}</Heading>
            <div class={x.cards}>
              {broken.map(({ entry, photo }) => (
                <PhotoFailed key={photo.fileId} entry={entry} photo={photo} />
              ))}
            </div>
          </>
        )}
        {waiting.length > 0 && (
          <>
            <Heading aside={formatNumber(waiting.length)}>{isOffline ? w.waiting : w.waitingSend}</Heading>
            <ul class={`${s.card} ${s.rows}`}>
              {waiting.map((entry) => (
                <li key={entry.commandId} class={`${s.row} ${x.line}`}>
                  <Icon name="clock" size={16} />
                  <div>
                    {entryText(entry)}
                    {subjectsOf(entry).some((subject) => blocked.has(subject)) && <p>{w.behind}</p>}
                    <Tried entry={entry} />
                    <EntryPhotos entry={entry} />
                    <GiveUp entry={entry} now={now} />
                  </div>
                  <span class={s.sub}>{sending === entry.commandId ? w.sending : formatShortTime(entry.doneAt, now)}</span>
                </li>
              ))}
            </ul>
            {!isOffline && (
              <div class={x.now}>
                <Button look="quiet" small onTap={() => void outbox().drain()}>
                  {w.sendNow}
                </Button>
              </div>
            )}
          </>
        )}
        {held.length > 0 && (
          <>
            <Heading aside={formatNumber(held.length)}>{w.held}</Heading>
            <ul class={`${s.card} ${s.rows}`}>
              {held.map((entry) => (
                <li key={entry.commandId} class={`${s.row} ${x.line}`}>
                  <Icon name={entry.problem?.params.flaggedAt ? 'warning' : 'clock'} size={16} />
                  <div>
                    {entryText(entry)}
                    <p>{heldText(entry, now)}</p>
                    <EntryPhotos entry={entry} />
                    <GiveUp entry={entry} now={now} />
                  </div>
                  <span class={s.sub}>{formatShortTime(entry.doneAt, now)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        <HeldList entries={entries} now={now} />
        {foreign.length > 0 && (
          <>
            <Heading aside={formatNumber(foreign.length)}>{w.otherRole}</Heading>
            <ul class={`${s.card} ${s.rows}`}>
              {foreign.map((entry) => {
                const assignment = session.assignments.find((one) => one.id === entry.owner.assignmentId);
                return (
                  <li key={entry.commandId} class={`${s.row} ${x.line}`}>
                    <Icon name="person" size={16} />
                    <div>
                      {entryText(entry)}
                      <p>{assignment ? w.otherRoleWhy(actingAs(assignment)) : w.otherPerson}</p>
                    </div>
                    <span class={s.sub}>{formatShortTime(entry.doneAt, now)}</span>
                  </li>
                );
              })}
            </ul>
          </>
        )}
      </div>
    </Frame>
  );
}

/** Why it has not gone yet, where it was tried: in words, not as an error. */
function Tried({ entry }: { entry: OutboxEntry }) {
  if (!entry.problem || entry.problem.code === 'network.unreachable') return null;
  return <p>{problemText(entry.problem)}</p>;
}

function heldText({ problem }: OutboxEntry, now: Date): string {
  const text = problem?.params.waitsFor === 'file' ? w.waitsForPhoto : w.waitsForStep;
  const { heldAt, flaggedAt } = problem?.params ?? {};
  return flaggedAt && heldAt ? [text, w.heldSince(formatShortTime(String(heldAt), now))].join(w.comma) : text;
}

function GiveUp({ entry, now }: { entry: OutboxEntry; now: Date }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class={s.link} onClick={() => setAsking(true)}>
        {w.drop}
      </button>
      {isAsking && <DropSheet entry={entry} now={now} onClose={() => setAsking(false)} />}
    </>
  );
}

function Refused({ title, entries, now }: { title: string; entries: OutboxEntry[]; now: Date }) {
  if (entries.length === 0) return null;
  return (
    <>
      <Heading aside={formatNumber(entries.length)}>{title}</Heading>
      <div class={x.cards}>
        {entries.map((entry) => (
          <RefusedCard key={entry.commandId} entry={entry} now={now} />
        ))}
      </div>
    </>
  );
}
