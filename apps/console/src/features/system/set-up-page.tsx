import { formatNumber } from '@muster/ui/format';
import { DeskFrame } from '../../app/frame.tsx';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { useOffices } from './administrators-step.tsx';
import { FirstRun } from './first-run.tsx';
import styles from './set-up.module.css';
import { setUpWords as words } from './set-up.words.ts';
import { StepRow } from './set-up-step.tsx';
import { type Step, stepDone, steps, stepsLeft } from './set-up-steps.ts';

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
  const { security } = useOffices();
  const { acting, may } = useSession();
  return (
    <div className={styles.wrap}>
      <Loaded query={system} lines={8}>
        {({ setUp }) => {
          const left = stepsLeft(setUp);
          // What waits for somebody else to sign in does not hold up the rest.
          const waits = (step: Step) => {
            if (stepDone(step, setUp)) return false;
            if (step === 'incident') return !may.manageIncident && setUp.desksSigningIn > 0;
            if (acting.role === 'securityAdministrator') return false;
            return step === 'people'
              ? setUp.desksStaffed > 0
              : step === 'administrators' && setUp.secondFactor && security?.hasAccount === true;
          };
          const current = steps.find((step) => !stepDone(step, setUp) && !waits(step));
          return (
            <>
              <h1>{left === 0 ? words.titleDone : left === steps.length ? words.title : words.titleLeft(formatNumber(left))}</h1>
              <p className="t2">{left === 0 ? words.leadDone : words.lead}</p>
              <ol className={styles.steps}>
                {steps.map((step, index) => (
                  <StepRow key={step} step={step} number={index + 1} state={setUp} isCurrent={step === current} isWaiting={waits(step)} />
                ))}
              </ol>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
