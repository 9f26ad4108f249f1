import type { OperationOf, ResultOf } from '@muster/client/types';
import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { formatNumber } from '@muster/ui/format';
import { Button } from 'antd';
import { useCommand } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { amendingWords as words } from '../amend/amend.words.ts';
import styles from './inbox.module.css';

/** From two on, what only waits to be acknowledged is acknowledged with one press; what was changed is read first, one by one. */
export function SignAll({ receipts }: { receipts: readonly ReceiptDetail[] }) {
  const sign = useCommand('acknowledgeReceipts', {
    refresh: ['listInbox', 'getInboxSummary', 'getReceipt', 'getOrder', 'getReceiptTree', 'listReceipts'],
  });
  const waiting = receipts.filter((receipt) => receipt.may.acknowledge && receipt.change === null && receipt.acknowledgedAt === null);
  if (waiting.length < 2 && !sign.data && !sign.error) return null;
  return (
    <div className={styles.all}>
      {waiting.length > 1 ? (
        <Button
          loading={sign.isPending}
          onClick={() => sign.mutate({ receipts: waiting.map((receipt) => ({ receiptId: receipt.id, revision: receipt.revision })) })}
        >
          {words.signAll(formatNumber(waiting.length))}
        </Button>
      ) : null}
      <span role="status" className="s13 t2">
        {sign.data ? outcomeText(sign.data) : ''}
      </span>
      <ProblemLine problem={sign.error} />
    </div>
  );
}

/** Each is told what became of it: done, done by somebody else before, over, or changed since it was read. */
function outcomeText({ acknowledged, outcomes }: ResultOf<OperationOf<'acknowledgeReceipts'>>): string {
  const byOther = outcomes.filter((one) => one.outcome === 'byOther');
  const names = [...new Set(byOther.flatMap((one) => one.by ?? []))];
  const over = outcomes.filter((one) => one.outcome === 'over' || one.outcome === 'notThere').length;
  const changed = outcomes.filter((one) => one.outcome === 'changed').length;
  return [
    words.signedAll(formatNumber(acknowledged)),
    byOther.length > 0 ? words.othersFirst(formatNumber(byOther.length), names.length === 1 ? (names[0] as string) : '') : '',
    over > 0 ? words.over(formatNumber(over)) : '',
    changed > 0 ? words.changed(formatNumber(changed)) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
