import type { OutboxEntry } from '@muster/client/outbox/entry';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { actingAs } from '@muster/ui/words/roles.words';
import { appWords } from '../../app/app.words.ts';
import { outbox, useOutbox } from '../../app/device.ts';
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
import { entryText, isConflict } from './entry-text.ts';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';
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
  const foreign = entries.filter((entry) => !isMine(entry));
  const blocked = new Set(refused.map((entry) => entry.subject));

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
        {waiting.length > 0 && (
          <>
            <Heading aside={formatNumber(waiting.length)}>{isOffline ? w.waiting : w.waitingSend}</Heading>
            <ul class={`${s.card} ${s.rows}`}>
              {waiting.map((entry) => (
                <li key={entry.commandId} class={`${s.row} ${x.line}`}>
                  <Icon name="clock" size={16} />
                  <div>
                    {entryText(entry)}
                    {blocked.has(entry.subject) && <p>{w.behind}</p>}
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
