import { countsSentence } from '@muster/ui/drain';
import { formatCount, formatNumber } from '@muster/ui/format';
import { memo } from 'react';
import { useCommand } from '../../../app/query.ts';
import { DrainBar } from '../../../parts/drain-bar.tsx';
import { TileRow } from '../../../parts/tile.tsx';
import tree from '../../../parts/tree-table.module.css';
import { Twist } from '../../../parts/twist.tsx';
import { orderPageWords } from './order-page.words.ts';
import styles from './receipt-tree.module.css';
import { RowProblem } from './row-problem.tsx';
import { AxisRow } from './time-axis.tsx';
import type { Axis, Branch } from './tree-model.ts';

const words = orderPageWords.tree;

interface BranchRowProps {
  orderId: string;
  branch: Branch;
  isLowest: boolean;
  depth: number;
  axis: Axis;
  opened: boolean;
  mayRemind: boolean;
  mayAccept: boolean;
  onToggle: (code: string, opened: boolean) => void;
}

/** One district or subdistrict: how many are where, and when they acknowledged. Only the rows that changed are drawn again. */
export const BranchRow = memo(function BranchRow(props: BranchRowProps) {
  const { branch, isLowest, depth, axis, opened, onToggle } = props;
  const { counts } = branch;
  return (
    <tr className={depth === 0 && !isLowest ? tree.l0 : undefined}>
      <th scope="row" className={styles.name} style={{ paddingLeft: depth * 18 + 6 }}>
        <Twist
          opened={opened}
          label={opened ? words.close(branch.name) : words.open(branch.name)}
          onToggle={() => onToggle(branch.code, !opened)}
        />
        <span title={branch.name}>{branch.name}</span>
        <span className={`t3 ${styles.count}`}>{formatNumber(branch.total)}</span>
      </th>
      <td>
        {isLowest && branch.tiles ? (
          <TileRow letters={branch.tiles} label={`${branch.name} ${countsSentence(counts)}`} />
        ) : (
          <DrainBar counts={counts} width={128} height={13} />
        )}
      </td>
      {counts.late === 0 && counts.waiting > 0 ? <Count n={counts.waiting} look="wait" /> : <Count n={counts.late} look="late" />}
      <Count n={counts.inHand} look="" />
      <Count n={counts.forReview} look="review" />
      <Count n={counts.done} look="t3" />
      <td className={styles.time}>
        <AxisRow
          minutes={branch.acknowledgedAfter}
          late={counts.late}
          axis={axis}
          isDistrict={!isLowest}
          label={words.axis(formatNumber(branch.acknowledgedAfter.length), formatNumber(counts.late))}
        />
      </td>
      <td className={styles.act}>
        <BranchAct {...props} />
      </td>
    </tr>
  );
});

function Count({ n, look }: { n: number; look: string }) {
  return <td className={`${tree.q} ${n === 0 ? tree.zero : look}`}>{formatCount(n)}</td>;
}

/** The next step for a whole branch: remind its late ones, or accept its answers. */
function BranchAct({ orderId, branch, mayRemind, mayAccept }: BranchRowProps) {
  const { counts, code } = branch;
  const refresh = ['getOrder', 'getReceiptTree', 'listReceipts', 'listFeed'] as const;
  const remind = useCommand('remindReceipts', { refresh: [...refresh] });
  const accept = useCommand('acceptAnswers', { refresh: [...refresh] });
  if (remind.data) {
    return (
      <span className="t3" role="status">
        {orderPageWords.page.reminded(formatNumber(remind.data.reminded))}
      </span>
    );
  }
  const next =
    mayRemind && counts.late > 0
      ? { command: remind, text: words.remind(formatNumber(counts.late)) }
      : mayAccept && counts.forReview > 0
        ? { command: accept, text: words.accept(formatNumber(counts.forReview)) }
        : null;
  if (!next) return null;
  return (
    <>
      <button type="button" className="lnk" disabled={next.command.isPending} onClick={() => next.command.mutate({ orderId, under: code })}>
        {next.text}
      </button>
      <RowProblem problem={next.command.error} />
    </>
  );
}
