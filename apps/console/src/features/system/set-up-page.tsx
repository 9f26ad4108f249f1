import { formatNumber } from '@muster/ui/format';
import { DeskFrame } from '../../app/frame.tsx';
import { useList, useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
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
  const security = useList('listPeople', { role: 'securityAdministrator', limit: 1 });
  const hasSecurity = (security.items?.length ?? 0) > 0;
  return (
    <div className={styles.wrap}>
      <Loaded query={system} lines={8}>
        {({ setUp }) => {
          const left = stepsLeft(setUp);
          // What waits for the security administrator to sign in does not hold up the rest.
          const waits = (step: Step) => step === 'administrators' && setUp.secondFactor && hasSecurity;
          const current = steps.find((step) => !stepDone(step, setUp) && !waits(step));
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
                    isWaiting={waits(step)}
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
