import { formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Icon } from '../../app/icons.tsx';
import { useSession } from '../../app/session.tsx';
import { ImportAreas } from '../areas/areas-page.tsx';
import { ImportPeople } from '../people/people-page.tsx';
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
  isLast,
}: {
  step: Step;
  number: number;
  state: SetUpState;
  isCurrent: boolean;
  /** Somebody else has to go on with it. */
  isWaiting: boolean;
  isLast: boolean;
}) {
  const done = stepDone(step, state);
  const [open, setOpen] = useState(false);
  const look = done ? styles.done : isCurrent ? styles.current : styles.todo;
  const right = done ? (
    <More step={step} open={open} onOpen={() => setOpen(!open)} />
  ) : (
    <span className="t3">{isCurrent ? words.current : isWaiting ? words.waiting : isLast ? words.last : words.next}</span>
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
        <StepText step={step} state={state} done={done} isWaiting={isWaiting} />
        {(isCurrent || open) && <StepAct step={step} state={state} />}
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
    case 'areas':
    case 'people':
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

function StepText({ step, state, done, isWaiting }: { step: Step; state: SetUpState; done: boolean; isWaiting: boolean }) {
  const { person } = useSession();
  switch (step) {
    case 'administrators':
      return <p>{administratorsText(person.name, state, done, isWaiting)}</p>;
    case 'areas':
      return <p>{done ? words.areasDone(formatNumber(state.areas), formatNumber(state.communities)) : words.areasHint}</p>;
    case 'people':
      return <p>{done ? words.peopleDone(formatNumber(state.people), formatNumber(state.desksStaffed)) : words.peopleHint}</p>;
    case 'incident':
      return <p>{done ? words.incidentDone : words.incidentHint}</p>;
  }
}

function administratorsText(name: string, state: SetUpState, done: boolean, isWaiting: boolean): string {
  if (done) return words.administratorsDone(name);
  if (isWaiting) return words.administratorsWait;
  return state.secondFactor ? words.administratorsOthers : words.administratorsFactor(name);
}

function StepAct({ step, state }: { step: Step; state: SetUpState }): ReactNode {
  const { may } = useSession();
  switch (step) {
    case 'administrators':
      return (
        <p className={styles.acts}>
          {!state.secondFactor && (
            <Link to="/account" hash="second-factor" className={styles.button}>
              {words.turnOnSecondFactor}
            </Link>
          )}
          {!state.otherAdministrators && (
            <Link to="/people" className={styles.button}>
              {words.appointOthers}
            </Link>
          )}
        </p>
      );
    case 'areas':
      return <ImportAreas bare />;
    case 'people':
      return (
        <>
          <ImportPeople bare />
          <p className={styles.acts}>
            <Link to="/people" className="lnk">
              {words.grantOne}
            </Link>
          </p>
        </>
      );
    case 'incident':
      return may.manageIncident ? (
        <p className={styles.acts}>
          <Link to="/incident" className={styles.button}>
            {words.start}
          </Link>
        </p>
      ) : (
        <p>{words.incidentWho}</p>
      );
  }
}
