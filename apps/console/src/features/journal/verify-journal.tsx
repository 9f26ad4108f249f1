import { call, type ProblemError } from '@muster/client/call';
import { formatDayTime, formatNumber } from '@muster/ui/format';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { serverNow } from '../../app/clock.ts';
import { Icon } from '../../app/icons.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import styles from './audit.module.css';
import { auditWords as words } from './audit.words.ts';

/** Recomputes the whole chain when asked, and says in one sentence what came of it: nothing shows it by itself. */
export function VerifyJournal() {
  const verify = useMutation({ mutationFn: () => call('verifyJournal', {}) });
  const result = verify.data;
  return (
    <div className={styles.verify}>
      <Button loading={verify.isPending} onClick={() => verify.mutate()}>
        {verify.isPending ? words.verifying : words.verify}
      </Button>
      <div role="status">
        {result?.intact && (
          <p className="review s13">
            <Icon name="check" size={14} />
            {words.intact(formatNumber(result.events), formatNumber(result.head.position), result.head.hash.slice(0, 12))}
          </p>
        )}
        {result?.fault && (
          <p className="late s13">
            <Icon name="warning" size={14} />
            <span>
              <b>{words.fault[result.fault.kind](formatNumber(result.fault.position))}</b>{' '}
              {words.faultHint(result.fault.at ? formatDayTime(result.fault.at, serverNow()) : null, result.fault.eventId)}
            </span>
          </p>
        )}
      </div>
      <ProblemLine problem={verify.error as ProblemError | null} />
    </div>
  );
}
