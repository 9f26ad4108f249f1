import { isWithin } from '@muster/contract/areas/area-code';
import { grantableRoles } from '@muster/contract/people/granting';
import type { Assignment, Person } from '@muster/contract/people/people.operations';
import { isDeskRole, type Role } from '@muster/contract/people/roles';
import { formatDay } from '@muster/ui/format';
import { actingAs } from '@muster/ui/words/roles.words';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Loaded } from '../../app/states/states.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { CreateAccountForm } from './create-account-form.tsx';
import { EndAssignment } from './desk-section.tsx';
import { GrantForm } from './grant-form.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';
import { PhoneNumber } from './phone-number.tsx';

/** One person beside the list: how to reach him, what he is and was, and what the reader may do about it. */
export function PersonDrawer({ personId, onClose }: { personId: string; onClose: () => void }) {
  const person = useView('getPerson', { personId });
  useReturnFocus();
  return (
    <Drawer open title={person.data?.name ?? words.person} onClose={onClose} size={460}>
      <Loaded query={person}>{(data) => <PersonDetails person={data} />}</Loaded>
    </Drawer>
  );
}

function PersonDetails({ person }: { person: Person }) {
  const [doing, setDoing] = useState<'grant' | 'account' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const now = serverNow();
  const isNow = (one: Assignment) => one.to === null || Date.parse(one.to) > now;
  const present = person.assignments.filter(isNow);
  const past = person.assignments.filter((one) => !isNow(one));
  function done(sentence: string) {
    setDoing(null);
    setSaid(sentence);
  }
  return (
    <>
      {said && (
        <p className={styles.said} role="status">
          {said}
        </p>
      )}
      <p>
        <PhoneNumber personId={person.id} name={person.name} mobileMasked={person.mobileMasked} mayView={person.may.viewPhone} />
      </p>
      <p className="t2 s13">{[shared.memberCategory[person.memberCategory], person.unitName].filter(Boolean).join(shared.listJoin)}</p>

      <div className={page.title} style={{ marginTop: 20 }}>
        <h2>{words.now}</h2>
        {person.may.grant && doing !== 'grant' && (
          <button type="button" className="lnk" onClick={() => setDoing('grant')}>
            {words.grant}
          </button>
        )}
      </div>
      {present.length === 0 && <p className="t3 s13">{words.noAssignment}</p>}
      <ul className={styles.list}>
        {present.map((one) => (
          <AssignmentRow key={one.id} assignment={one} person={person} />
        ))}
      </ul>
      {doing === 'grant' && (
        <div className={styles.block}>
          <GrantForm person={person} onDone={(what) => done(words.granted(what))} onCancel={() => setDoing(null)} />
        </div>
      )}
      {past.length > 0 && (
        <>
          <h2 className={styles.block}>{words.past}</h2>
          <ul className={styles.list}>
            {past.map((one) => (
              <li key={one.id} className="t2">
                <span>{spoken(one)}</span>
                <span className="t3">{words.fromTo(formatDay(one.from, now), formatDay(one.to ?? one.from, now))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {(person.hasAccount || person.may.createAccount) && (
        <div className={styles.block}>
          <h2>{words.account}</h2>
          <p className="t2 s13">{person.hasAccount ? words.accountHas : words.accountNone}</p>
          {person.may.createAccount && !person.hasAccount && doing !== 'account' && (
            <Button style={{ marginTop: 8 }} onClick={() => setDoing('account')}>
              {words.createAccount}
            </Button>
          )}
          {doing === 'account' && (
            <CreateAccountForm
              person={person}
              onDone={(userName) => done(words.accountCreated(userName))}
              onCancel={() => setDoing(null)}
            />
          )}
        </div>
      )}
    </>
  );
}

function spoken(one: Assignment): string {
  const said = actingAs(one);
  // A title that is the role again is said once.
  return one.title && !said.includes(one.title) ? `${said} ${one.title}` : said;
}

/** Who may give a role may end it; one's own territory bounds both. The server has the last word. */
function givesRole(acting: Assignment, one: Assignment): boolean {
  const roles: readonly Role[] = grantableRoles[acting.role];
  return roles.includes(one.role) && (one.areaCode === null || (acting.areaCode !== null && isWithin(one.areaCode, acting.areaCode)));
}

function AssignmentRow({ assignment, person }: { assignment: Assignment; person: Person }) {
  const { acting } = useSession();
  const [ending, setEnding] = useState(false);
  const now = serverNow();
  return (
    <li>
      <span>
        {spoken(assignment)}{' '}
        <span className="t3">
          {assignment.to
            ? words.fromTo(formatDay(assignment.from, now), formatDay(assignment.to, now))
            : words.from(formatDay(assignment.from, now))}
        </span>
      </span>
      <span>
        {assignment.onDuty && isDeskRole(assignment.role) && <span className="t2">{words.onDuty} </span>}
        {person.may.grant && givesRole(acting, assignment) && (
          <button type="button" className="lnk" onClick={() => setEnding(true)} aria-label={`${words.end} ${actingAs(assignment)}`}>
            {words.end}
          </button>
        )}
      </span>
      {ending && (
        <EndAssignment assignmentId={assignment.id} name={person.name} what={actingAs(assignment)} onClose={() => setEnding(false)} />
      )}
    </li>
  );
}
