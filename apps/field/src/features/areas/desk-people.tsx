import type { OutboxEntry } from '@muster/client/outbox/entry';
import { formatNumber, formatRelative } from '@muster/ui/format';
import { roleWords } from '@muster/ui/words/roles.words';
import { useState } from 'preact/hooks';
import { outbox, useOutbox } from '../../app/device.ts';
import { useNow } from '../../app/now.ts';
import { type ResultOfView, useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Tile } from '../../pieces/tile.tsx';
import a from './area.module.css';
import { areaWords as w } from './area.words.ts';
import { CallSheet } from './call-sheet.tsx';

type DeskPerson = ResultOfView<'getDesk'>['people'][number];

export function DeskPeople({ code }: { code: string }) {
  const query = useView('getDesk', { code });
  const { entries } = useOutbox();
  const session = useSession();
  const now = useNow(60_000);
  const [calling, setCalling] = useState<DeskPerson | null>(null);
  const desk = query.data;
  if (!desk) return query.isError ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton />;

  const people = desk.people.map((person) => ({ ...person, onDuty: dutyAfter(entries, person) }));
  const onDuty = people.filter((person) => person.onDuty).length;
  const me = people.find((person) => person.assignmentId === session.acting.id);
  return (
    <>
      {me && <MyDuty me={me} isWaiting={entries.some((entry) => entry.operation === 'setDuty' && entry.subject === me.assignmentId)} />}
      <Heading aside={onDuty > 0 ? w.onDutyCount(formatNumber(onDuty)) : w.unstaffed}>{w.desk}</Heading>
      {onDuty === 0 && (
        <p class={`${s.sub} ${a.unstaffed}`}>
          {desk.aboveName ? [w.unstaffedWhy, w.unstaffedAbove(desk.aboveName)].join(' · ') : w.unstaffedWhy}
        </p>
      )}
      {people.length === 0 ? (
        <div class={s.card}>
          <p class={s.sub}>{w.noDesk}</p>
        </div>
      ) : (
        <ul class={`${s.card} ${s.rows}`}>
          {people.map((person) => (
            <li key={person.assignmentId} class={s.row}>
              <Tile state={person.onDuty ? 'inHand' : 'done'} />
              <div>
                {person.name} <span class={s.sub}>{person.title ?? roleWords[person.role]}</span>
                <p>
                  {[person.onDuty ? w.onDuty : w.offDuty, person.lastSeenAt && w.lastSeen(formatRelative(person.lastSeenAt, now))]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              {person.may.viewPhone && person.assignmentId !== session.acting.id ? (
                <button type="button" class={s.link} onClick={() => setCalling(person)}>
                  <Icon name="phone" />
                  {w.call}
                </button>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ul>
      )}
      {calling && <CallSheet personId={calling.personId} name={calling.name} onClose={() => setCalling(null)} />}
    </>
  );
}

function MyDuty({ me, isWaiting }: { me: DeskPerson; isWaiting: boolean }) {
  async function toggle() {
    await outbox().add({
      operation: 'setDuty',
      subject: me.assignmentId,
      input: { assignmentId: me.assignmentId, onDuty: !me.onDuty },
      about: { name: me.name },
    });
  }
  return (
    <button
      type="button"
      role="switch"
      aria-checked={me.onDuty}
      class={`${s.card} ${a.duty}`}
      disabled={!me.may.setDuty}
      onClick={() => void toggle()}
    >
      <span>
        <b>{me.onDuty ? w.youOnDuty : w.youOffDuty}</b>
        <span class={s.sub}>{w.dutyWhy}</span>
      </span>
      {isWaiting && <Icon name="clock" />}
      <span class={s.switch} />
    </button>
  );
}

/** On duty as it will be once what waits is sent. */
function dutyAfter(entries: readonly OutboxEntry[], person: DeskPerson): boolean {
  const last = entries
    .filter((entry) => entry.operation === 'setDuty' && entry.subject === person.assignmentId && entry.state === 'waiting')
    .pop();
  return last ? last.input.onDuty === true : person.onDuty;
}
