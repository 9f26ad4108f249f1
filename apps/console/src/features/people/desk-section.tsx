import { formatRelative } from '@muster/ui/format';
import { actingAs, roleWords } from '@muster/ui/words/roles.words';
import { Button } from 'antd';
import { useState } from 'react';
import { useNow } from '../../app/clock.ts';
import { Confirm } from '../../app/dialog.tsx';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { areaWords as words } from '../areas/area.words.ts';
import type { AreaDetail, Desk, DeskPerson } from '../areas/area-types.ts';
import { AssignDrawer } from './assign-drawer.tsx';
import { peopleWords } from './people.words.ts';
import { PhoneNumber } from './phone-number.tsx';

/** The people who act for an area: who is on duty, how to reach them, and who else could. */
export function DeskSection({ area, desk }: { area: AreaDetail; desk: Desk }) {
  const [assigning, setAssigning] = useState(false);
  const now = useNow(60_000);
  return (
    <section className={page.section} id="desk" aria-labelledby="desk-title">
      <div className={page.title}>
        <h2 id="desk-title">{words.desk}</h2>
        <span className={page.titleActs}>
          <span className="s12 t3">{words.deskNote}</span>
          {desk.may.grant && desk.people.length > 0 && (
            <button type="button" className="lnk s13" onClick={() => setAssigning(true)}>
              {words.assign}
            </button>
          )}
        </span>
      </div>
      {desk.people.length === 0 ? (
        <Empty
          title={words.deskEmptyTitle}
          action={
            desk.may.grant ? (
              <Button style={{ marginTop: 8 }} onClick={() => setAssigning(true)}>
                {words.assignFirst}
              </Button>
            ) : undefined
          }
        >
          {words.deskEmptyHint}
        </Empty>
      ) : (
        <>
          {!desk.staffed && <p className="wait s13">{unstaffedText(desk, now)}</p>}
          <Table
            columns={[
              words.columnName,
              words.columnRole,
              words.columnMobile,
              words.columnDuty,
              words.columnSeen,
              { text: peopleWords.acts, hidden: true },
            ]}
          >
            {desk.people.map((person) => (
              <DeskRow key={person.assignmentId} person={person} area={area} now={now} />
            ))}
          </Table>
        </>
      )}
      {assigning && <AssignDrawer area={area} onClose={() => setAssigning(false)} />}
    </section>
  );
}

function unstaffedText(desk: Desk, now: number): string {
  if (desk.aboveName === null) return words.unstaffedTop;
  return desk.unstaffedSince
    ? words.unstaffedSince(formatRelative(desk.unstaffedSince, now), desk.aboveName)
    : words.unstaffed(desk.aboveName);
}

function DeskRow({ person, area, now }: { person: DeskPerson; area: AreaDetail; now: number }) {
  const duty = useCommand('setDuty', { refresh: ['getDesk', 'listChildAreas', 'getSession'] });
  const [ending, setEnding] = useState(false);
  return (
    <tr>
      <td>
        <b>{person.name}</b>
      </td>
      <td>{person.title ?? roleWords[person.role]}</td>
      <td className={table.nowrap}>
        <PhoneNumber personId={person.personId} name={person.name} mobileMasked={person.mobileMasked} mayView={person.may.viewPhone} />
      </td>
      <td className={table.nowrap}>
        {person.onDuty ? words.onDuty : <span className="t3">{words.offDuty}</span>}
        <ProblemLine problem={duty.error} />
      </td>
      <td className={`${table.nowrap} t3`}>
        {person.lastSeenAt ? formatRelative(person.lastSeenAt, Math.max(now, Date.parse(person.lastSeenAt))) : words.neverSeen}
      </td>
      <td className={table.acts}>
        {person.may.setDuty && (
          <button
            type="button"
            className="lnk"
            disabled={duty.isPending}
            aria-label={`${person.name} ${person.onDuty ? words.goOff : words.goOn}`}
            onClick={() => duty.mutate({ assignmentId: person.assignmentId, onDuty: !person.onDuty })}
          >
            {person.onDuty ? words.goOff : words.goOn}
          </button>
        )}
        {person.may.end && (
          <button type="button" className="lnk" aria-label={words.endButton(person.name)} onClick={() => setEnding(true)}>
            {peopleWords.end}
          </button>
        )}
        {ending && (
          <EndAssignment
            assignmentId={person.assignmentId}
            name={person.name}
            what={actingAs({ role: person.role, level: area.level, areaName: area.shortName, unitName: null })}
            onClose={() => setEnding(false)}
          />
        )}
      </td>
    </tr>
  );
}

export function EndAssignment({
  assignmentId,
  name,
  what,
  onClose,
}: {
  assignmentId: string;
  name: string;
  what: string;
  onClose: () => void;
}) {
  const end = useCommand('endAssignment', {
    refresh: ['getDesk', 'listPeople', 'getPerson', 'listChildAreas', 'getSession'],
    onDone: onClose,
  });
  return (
    <Confirm
      title={peopleWords.endTitle(name, what)}
      act={peopleWords.endButton}
      keep={peopleWords.keep}
      pending={end.isPending}
      onAct={() => end.mutate({ assignmentId })}
      onKeep={onClose}
    >
      <p className="t2">{peopleWords.endBody}</p>
      <ProblemLine problem={end.error} />
    </Confirm>
  );
}
