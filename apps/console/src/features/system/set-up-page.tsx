import { formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { DeskFrame } from '../../app/frame.tsx';
import { Icon } from '../../app/icons.tsx';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { ImportAreas } from '../areas/areas-page.tsx';
import { ImportPeople } from '../people/people-page.tsx';
import { FirstRun } from './first-run.tsx';
import styles from './set-up.module.css';
import { setUpWords as words } from './set-up.words.ts';
import { type SetUpState, type Step, stepDone, steps, stepsLeft } from './set-up-steps.ts';

/** An empty system leads by the hand: first its city and administrator, then four steps to the first order. */
export function SetUpPage() {
  useTitle(words.tab);
  const page = useView('getSignInPage', {}, { staleTime: Number.POSITIVE_INFINITY });
  if (page.data && !page.data.setUp) return <FirstRun onDone={() => void page.refetch()} />;
  if (!page.data && !page.error) return null;
  return (
    <DeskFrame>
      <Steps />
    </DeskFrame>
  );
}

function Steps() {
  const system = useView('getSystem', {}, { staleTime: 0 });
  return (
    <div className={styles.wrap}>
      <Loaded query={system} lines={8}>
        {({ setUp }) => {
          const left = stepsLeft(setUp);
          const current = steps.find((step) => !stepDone(step, setUp));
          return (
            <>
              <h1>{left === 0 ? words.titleDone : left === steps.length ? words.title : words.titleLeft(formatNumber(left))}</h1>
              <p className="t2">{left === 0 ? words.leadDone : words.lead}</p>
              <ol className={styles.steps}>
                {steps.map((step, index) => (
                  <StepRow
                    key={step}
                    step={step}
                    number={index + 1}
                    state={setUp}
                    isCurrent={step === current}
                    isLast={index === steps.length - 1}
                  />
                ))}
              </ol>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function StepRow({
  step,
  number,
  state,
  isCurrent,
  isLast,
}: {
  step: Step;
  number: number;
  state: SetUpState;
  isCurrent: boolean;
  isLast: boolean;
}) {
  const done = stepDone(step, state);
  const [open, setOpen] = useState(false);
  const look = done ? styles.done : isCurrent ? styles.current : styles.todo;
  const right = done ? (
    <More step={step} open={open} onOpen={() => setOpen(!open)} />
  ) : (
    <span className="t3">{isCurrent ? words.current : isLast ? words.last : words.next}</span>
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
        <StepText step={step} state={state} done={done} />
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

function StepText({ step, state, done }: { step: Step; state: SetUpState; done: boolean }) {
  const { person } = useSession();
  switch (step) {
    case 'administrators':
      return (
        <p>
          {done
            ? words.administratorsDone(person.name)
            : state.secondFactor
              ? words.administratorsOthers
              : words.administratorsFactor(person.name)}
        </p>
      );
    case 'areas':
      return <p>{done ? words.areasDone(formatNumber(state.areas), formatNumber(state.communities)) : words.areasHint}</p>;
    case 'people':
      return <p>{done ? words.peopleDone(formatNumber(state.people), formatNumber(state.desksStaffed)) : words.peopleHint}</p>;
    case 'incident':
      return <p>{done ? words.incidentDone : words.incidentHint}</p>;
  }
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
