import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { Icon } from '../../../app/icons.tsx';
import { useView } from '../../../app/query.ts';
import { Loaded } from '../../../app/states/states.tsx';
import treeStyles from '../../../parts/tree-table.module.css';
import { BranchLeaves } from './branch-leaves.tsx';
import { BranchRow } from './branch-row.tsx';
import { orderPageWords } from './order-page.words.ts';
import styles from './receipt-tree.module.css';
import { AxisHead } from './time-axis.tsx';
import {
  type Axis,
  axisOf,
  type BranchNode,
  countsCommunities,
  doneWord,
  openAtFirst,
  rowsOf,
  sortedCodes,
  type Tree,
  treeOf,
} from './tree-model.ts';

const words = orderPageWords.tree;
const axisWidth = 195.5;

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
  const { roots, rank, resort } = useStableOrder(tree);
  const { isOpen, byHand, toggle } = useOpenBranches(roots);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const axis = useMemo(() => axisOf(tree, until, axisWidth), [tree, until]);
  const { may } = order;

  const rows = rowsOf(roots, { rank, isOpen, unfolded });
  // Branches stand together in one part of the table; the desks of an open one are a part of their own, drawn when near.
  const parts: ReactNode[] = [];
  let part: ReactNode[] = [];
  const endPart = (key: string) => {
    if (part.length > 0) parts.push(<tbody key={`before-${key}`}>{part}</tbody>);
    part = [];
  };
  for (const row of rows) {
    switch (row.kind) {
      case 'branch':
        part.push(
          <BranchRow
            key={row.node.branch.code}
            orderId={order.id}
            branch={row.node.branch}
            isLowest={row.node.children.length === 0}
            depth={row.depth}
            axis={axis}
            opened={isOpen(row.node.branch.code)}
            mayRemind={may.remind}
            mayAccept={may.accept}
            onToggle={toggle}
          />,
        );
        break;
      case 'leaves': {
        const { branch } = row.node;
        endPart(branch.code);
        parts.push(
          <BranchLeaves key={`${branch.code}-leaves`} order={order} branch={branch} depth={row.depth} byHand={byHand(branch.code)} />,
        );
        break;
      }
      case 'rest':
        part.push(
          <FoldRow
            key={`${row.parent}-rest`}
            isUnfolded={unfolded.has(row.parent)}
            text={words.restBranches(branchesText(row.nodes), order.state === 'issued')}
            onToggle={() => {
              const next = new Set(unfolded);
              if (!next.delete(row.parent)) next.add(row.parent);
              setUnfolded(next);
            }}
          />,
        );
    }
  }
  endPart('end');
  return (
    <table className={`${treeStyles.table} ${styles.tree}`} aria-label={words.label}>
      <TreeHead order={order} tree={tree} axis={axis} until={until} resort={resort} />
      {parts}
    </table>
  );
}

function branchesText(nodes: readonly BranchNode[]): string {
  return shared.levelCount[nodes[0]?.branch.level ?? 'subdistrict'](formatNumber(nodes.length));
}

/** Rows keep the order of the first look, so that live changes move nothing; `resort` is there when another would be right. */
function useStableOrder(tree: Tree) {
  const roots = useMemo(() => treeOf(tree.branches), [tree.branches]);
  const sortedNow = useMemo(() => sortedCodes(tree.branches), [tree.branches]);
  const [order, setOrder] = useState<readonly string[]>(sortedNow);
  const rank = useMemo(() => new Map(order.map((code, i) => [code, i])), [order]);
  const resort = sortedNow.join() === order.join() ? null : () => setOrder(sortedNow);
  return { roots, rank, resort };
}

/** What opened by itself is that of the first look; afterwards only the reader opens and closes. */
function useOpenBranches(roots: readonly BranchNode[]) {
  const openedFirst = useRef<ReadonlySet<string> | null>(null);
  openedFirst.current ??= openAtFirst(roots);
  const first = openedFirst.current;
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const toggle = useCallback((code: string, opened: boolean) => setToggled((before) => new Map(before).set(code, opened)), []);
  return {
    isOpen: (code: string) => toggled.get(code) ?? first.has(code),
    byHand: (code: string) => toggled.get(code) === true,
    toggle,
  };
}

function TreeHead({
  order,
  tree,
  axis,
  until,
  resort,
}: {
  order: OrderDetail;
  tree: Tree;
  axis: Axis;
  until: number;
  resort: (() => void) | null;
}) {
  // Before the limit nobody is late, after it nobody is merely waiting: one column serves both.
  const isBeforeLimit = order.counts.late === 0 && order.counts.waiting > 0;
  return (
    <>
      <colgroup>
        {(['cName', 'cTiles', 'cLate', 'cCount', 'cCount', 'cDone', 'cTime', 'cAct'] as const).map((name, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns are places, not things.
          <col key={i} className={styles[name]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col" style={{ paddingLeft: 24 }}>
            {words.area}
          </th>
          <th scope="col">{countsCommunities(order.audience) ? words.tilesCommunity : words.tilesDesk}</th>
          {[isBeforeLimit ? words.waiting : words.late, words.inHand, words.review, doneWord(order)].map((word) => (
            <th key={word} scope="col" className={treeStyles.q}>
              {word}
            </th>
          ))}
          <th scope="col" className={styles.time}>
            <AxisHead
              issuedAt={tree.issuedAt}
              limit={words.limit(formatShortTime(tree.acknowledgeBy, until))}
              until={until}
              axis={axis}
              isOver={until > Date.parse(tree.acknowledgeBy)}
            />
          </th>
          <th scope="col" className={styles.act}>
            {resort ? (
              <button type="button" className="lnk" onClick={resort}>
                {words.resort}
              </button>
            ) : null}
          </th>
        </tr>
      </thead>
    </>
  );
}

/** 其余 3 个街道全部签收: what is fine, as one line that opens. */
function FoldRow({ isUnfolded, text, onToggle }: { isUnfolded: boolean; text: string; onToggle: () => void }) {
  return (
    <tr className={styles.fold}>
      <td colSpan={8} style={{ paddingLeft: 24 }}>
        <button type="button" aria-expanded={isUnfolded} onClick={onToggle}>
          <Icon name={isUnfolded ? 'down' : 'right'} size={11} />
          {isUnfolded ? words.foldRest : text}
        </button>
      </td>
    </tr>
  );
}
