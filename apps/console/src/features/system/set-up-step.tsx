import { formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Icon } from '../../app/icons.tsx';
import { useSession } from '../../app/session.tsx';
import { ImportAreas } from '../areas/areas-page.tsx';
import { ImportPeople } from '../people/people-page.tsx';
import { AdministratorsStep } from './administrators-step.tsx';
import styles from './set-up.module.css';
import { setUpWords as words } from './set-up.words.ts';
import { type SetUpState, type Step, stepDone } from './set-up-steps.ts';

/** One step of the first run: done, to be done now, or later; what is to be done now is done right here where it can be. */
export function StepRow({
  step,
  number,
  state,
  isCurrent,
  isWaiting,
}: {
  step: Step;
  number: number;
  state: SetUpState;
  isCurrent: boolean;
  /** Somebody else has to go on with it. */
  isWaiting: boolean;
}) {
  const done = stepDone(step, state);
  const [open, setOpen] = useState(false);
  const look = done ? styles.done : isCurrent ? styles.current : styles.todo;
  // What is left to do can always be begun; what waits for somebody says what and where.
  const shown = isCurrent || isWaiting || open;
  const right = done ? (
    <More step={step} open={open} onOpen={() => setOpen(!open)} />
  ) : isCurrent ? (
    <span className="t3">{words.current}</span>
  ) : isWaiting ? (
    <span className="t3">{step === 'incident' ? words.waitingCommander : words.waiting}</span>
  ) : (
    <button type="button" className="lnk" aria-expanded={open} onClick={() => setOpen(!open)}>
      {open ? words.fold : words.first}
    </button>
  );
  return (
    <li className={`${styles.step} ${look}`} aria-current={isCurrent ? 'step' : undefined}>
      <span className={styles.number}>
        {done ? (
          <>
            <Icon name="check" size={14} />
            <span className="sr">{words.done}</span>
          </>
        ) : (
          number
        )}
      </span>
      <div className={styles.body}>
        <h2>{words[step]}</h2>
        <p>{stepText(step, state, done)}</p>
        {shown && <StepAct step={step} state={state} />}
      </div>
      {right}
    </li>
  );
}

/** What a finished step offers besides: going back to it. */
function More({ step, open, onOpen }: { step: Step; open: boolean; onOpen: () => void }) {
  switch (step) {
    case 'administrators':
      return (
        <Link to="/people" search={{ role: 'securityAdministrator' }} className="lnk">
          {words.manage}
        </Link>
      );
    case 'people':
    case 'areas':
      return (
        <button type="button" className="lnk" aria-expanded={open} onClick={onOpen}>
          {words.importMore}
        </button>
      );
    case 'incident':
      return (
        <Link to="/incident" className="lnk">
          {words.manage}
        </Link>
      );
  }
}

function stepText(step: Step, state: SetUpState, done: boolean): string {
  const [people, desks] = [formatNumber(state.people), formatNumber(state.desksStaffed)];
  switch (step) {
    case 'administrators':
      return done ? words.administratorsDone : words.administratorsHint;
    case 'areas':
      return done ? words.areasDone(formatNumber(state.areas), formatNumber(state.communities)) : words.areasHint;
    case 'people':
      if (done) return words.peopleDone(people, desks, formatNumber(state.desksSigningIn));
      return state.desksStaffed > 0 ? words.peopleNoAccount(people, desks) : words.peopleHint;
    case 'incident':
      return done ? words.incidentDone : words.incidentHint;
  }
}

function StepAct({ step, state }: { step: Step; state: SetUpState }): ReactNode {
  const { may, acting } = useSession();
  const setsUp = acting.role === 'systemAdministrator';
  switch (step) {
    case 'administrators':
      return <AdministratorsStep state={state} />;
    case 'areas':
      return setsUp ? <ImportAreas bare /> : <p>{words.byAdministrator}</p>;
    case 'people':
      return <PeopleAct state={state} setsUp={setsUp} />;
    case 'incident':
      return (
        <p className={styles.acts}>
          {!may.manageIncident && words.incidentWho}
          <Link to="/incident" className={may.manageIncident ? styles.button : 'lnk'}>
            {may.manageIncident ? words.start : words.incidentWhere}
          </Link>
        </p>
      );
  }
}

/** First the roster; once there are people, what they lack is accounts. */
function PeopleAct({ state, setsUp }: { state: SetUpState; setsUp: boolean }) {
  const { may } = useSession();
  const isFirst = state.desksStaffed === 0 && setsUp;
  const [importing, setImporting] = useState(isFirst);
  return (
    <>
      {importing && <ImportPeople bare />}
      <p className={styles.acts}>
        <Link to="/people" className={styles.button}>
          {isFirst ? words.grantOne : may.manageAccounts ? words.toAccounts : words.toPeople}
        </Link>
        {setsUp && !importing && (
          <button type="button" className="lnk" onClick={() => setImporting(true)}>
            {words.importMore}
          </button>
        )}
      </p>
    </>
  );
}
