import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { countsSentence } from '@muster/ui/drain';
import { formatClock, formatCount, formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { Icon } from '../../../app/icons.tsx';
import { useCommand, useView } from '../../../app/query.ts';
import { Loaded } from '../../../app/states/states.tsx';
import { DrainBar } from '../../../parts/drain-bar.tsx';
import { TileRow } from '../../../parts/tile.tsx';
import { orderWords } from '../orders.words.ts';
import { BranchLeaves } from './branch-leaves.tsx';
import styles from './receipt-tree.module.css';
import { RowProblem } from './row-problem.tsx';
import { AxisHead, AxisRow } from './time-axis.tsx';
import { type Axis, axisOf, type BranchNode, inOrder, isFine, openAtFirst, sortedCodes, type Tree, treeOf } from './tree-model.ts';

const words = orderWords.tree;
export const axisWidth = 195.5;

/** Who has come how far, by area: late branches open themselves, what is fine is one line, changes stay in their row. */
export function ReceiptTree({ order }: { order: OrderDetail }) {
  const tree = useView('getReceiptTree', { orderId: order.id });
  return (
    <Loaded query={tree} lines={8}>
      {(data) => <TreeTable order={order} tree={data} />}
    </Loaded>
  );
}

function TreeTable({ order, tree }: { order: OrderDetail; tree: Tree }) {
  const now = useNow(15_000);
  const until = order.closedAt ? Date.parse(order.closedAt) : now;
  const roots = useMemo(() => treeOf(tree.branches), [tree.branches]);
  // The order of rows and what opened by itself are those of the first look; live changes move nothing.
  const first = useRef<string[] | null>(null);
  first.current ??= sortedCodes(tree.branches);
  const [rankList, setRankList] = useState<readonly string[]>(first.current);
  const rank = useMemo(() => new Map(rankList.map((code, i) => [code, i])), [rankList]);
  const [openedFirst] = useState(() => openAtFirst(roots));
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const sortedNow = useMemo(() => sortedCodes(tree.branches), [tree.branches]);
  const isOutOfOrder = sortedNow.join() !== rankList.join();
  const axis = axisOf(tree, until, axisWidth);
  // Before the limit nobody is late, after it nobody is merely waiting: one column serves both.
  const isBeforeLimit = order.counts.late === 0 && order.counts.waiting > 0;
  const isOpen = (code: string) => toggled.get(code) ?? openedFirst.has(code);

  function rows(nodes: readonly BranchNode[], depth: number, parent: string): ReactNode[] {
    const sorted = inOrder(nodes, rank);
    const fine = depth === 0 ? [] : sorted.filter((node) => isFine(node.branch.counts));
    const isUnfolded = unfolded.has(parent);
    const foldable = fine.length > 1 && fine.length > 0;
    const shown = foldable && !isUnfolded ? sorted.filter((node) => !isFine(node.branch.counts)) : sorted;
    return [
      ...shown.flatMap((node) => {
        const { branch } = node;
        const opened = isOpen(branch.code);
        return [
          <BranchRow
            key={branch.code}
            order={order}
            node={node}
            depth={depth}
            axis={axis}
            opened={opened}
            onToggle={() => setToggled(new Map(toggled).set(branch.code, !opened))}
          />,
          ...(opened && node.children.length > 0 ? rows(node.children, depth + 1, branch.code) : []),
          ...(opened && node.children.length === 0
            ? [
                <BranchLeaves
                  key={`${branch.code}-leaves`}
                  order={order}
                  branch={branch}
                  depth={depth}
                  byHand={toggled.get(branch.code) === true}
                />,
              ]
            : []),
        ];
      }),
      ...(foldable
        ? [
            <tr key={`${parent}-rest`} className={styles.fold}>
              <td colSpan={8} style={{ paddingLeft: 24 }}>
                <button
                  type="button"
                  aria-expanded={isUnfolded}
                  onClick={() => {
                    const next = new Set(unfolded);
                    if (isUnfolded) next.delete(parent);
                    else next.add(parent);
                    setUnfolded(next);
                  }}
                >
                  <Icon name={isUnfolded ? 'down' : 'right'} size={11} />
                  {isUnfolded
                    ? words.foldRest
                    : words.restBranches(formatNumber(fine.length), shared.level[fine[0]?.branch.level ?? 'subdistrict'])}
                </button>
              </td>
            </tr>,
          ]
        : []),
    ];
  }

  return (
    <table className={styles.tree} aria-label={words.label}>
      <colgroup>
        <col style={{ width: 172 }} />
        <col style={{ width: 140 }} />
        <col style={{ width: 44 }} />
        <col style={{ width: 54 }} />
        <col style={{ width: 54 }} />
        <col style={{ width: 54 }} />
        <col style={{ width: 252 }} />
        <col style={{ width: 90 }} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" style={{ paddingLeft: 24 }}>
            {words.area}
          </th>
          <th scope="col">{words.tilesCommunity}</th>
          <th scope="col" className={styles.q}>
            {isBeforeLimit ? words.waiting : words.late}
          </th>
          <th scope="col" className={styles.q}>
            {words.inHand}
          </th>
          <th scope="col" className={styles.q}>
            {words.review}
          </th>
          <th scope="col" className={styles.q}>
            {words.done(order.asksAnswer)}
          </th>
          <th scope="col" className={styles.time}>
            <AxisHead
              issuedAt={tree.issuedAt}
              limit={words.limit(formatClock(tree.acknowledgeBy))}
              until={until}
              axis={axis}
              isOver={until > Date.parse(tree.acknowledgeBy)}
            />
          </th>
          <th scope="col" className={styles.act}>
            {isOutOfOrder ? (
              <button type="button" className="lnk" onClick={() => setRankList(sortedNow)}>
                {words.resort}
              </button>
            ) : null}
          </th>
        </tr>
      </thead>
      <tbody>{rows(roots, 0, '')}</tbody>
    </table>
  );
}

function BranchRow({
  order,
  node,
  depth,
  axis,
  opened,
  onToggle,
}: {
  order: OrderDetail;
  node: BranchNode;
  depth: number;
  axis: Axis;
  opened: boolean;
  onToggle: () => void;
}) {
  const { branch } = node;
  const { counts } = branch;
  const isLowest = node.children.length === 0;
  return (
    <tr className={depth === 0 && !isLowest ? styles.l0 : styles.l1}>
      <th scope="row" className={styles.name} style={{ paddingLeft: depth * 18 + 6 }}>
        <button
          type="button"
          className={styles.twist}
          aria-expanded={opened}
          aria-label={opened ? words.close(branch.name) : words.open(branch.name)}
          onClick={onToggle}
        >
          <Icon name={opened ? 'down' : 'right'} size={11} />
        </button>
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
        <BranchAct order={order} node={node} />
      </td>
    </tr>
  );
}

function Count({ n, look }: { n: number; look: string }) {
  return <td className={`${styles.q} ${n === 0 ? styles.zero : look}`}>{formatCount(n)}</td>;
}

/** The next step for a whole branch: remind its late ones, or accept its answers. */
function BranchAct({ order, node }: { order: OrderDetail; node: BranchNode }) {
  const { counts, code } = node.branch;
  const refresh = ['getOrder', 'getReceiptTree', 'listReceipts', 'listFeed'] as const;
  const remind = useCommand('remindReceipts', { refresh: [...refresh] });
  const accept = useCommand('acceptAnswers', { refresh: [...refresh] });
  if (remind.data) {
    return (
      <span className="t3" role="status">
        {orderWords.page.reminded(formatNumber(remind.data.reminded))}
      </span>
    );
  }
  if (order.may.remind && counts.late > 0) {
    return (
      <>
        <button type="button" className="lnk" disabled={remind.isPending} onClick={() => remind.mutate({ orderId: order.id, under: code })}>
          {words.remind(formatNumber(counts.late))}
        </button>
        <RowProblem problem={remind.error} />
      </>
    );
  }
  if (order.may.accept && counts.forReview > 0) {
    return (
      <>
        <button type="button" className="lnk" disabled={accept.isPending} onClick={() => accept.mutate({ orderId: order.id, under: code })}>
          {words.accept(formatNumber(counts.forReview))}
        </button>
        <RowProblem problem={accept.error} />
      </>
    );
  }
  return null;
}
