import type { OperationOf, ResultOf } from '@muster/client/types';
import type { Audience } from '@muster/contract/orders/audience';
import type { Counts, OrderDetail } from '@muster/contract/orders/orders.operations';
import type { StateName } from '@muster/ui/drain';
import { shared } from '@muster/ui/words/shared.words';
import { orderPageWords } from './order-page.words.ts';

export type Tree = ResultOf<OperationOf<'getReceiptTree'>>;
export type Branch = Tree['branches'][number];

export interface BranchNode {
  branch: Branch;
  children: BranchNode[];
}

/** Whether a branch can be folded away: everybody in it has acknowledged and nothing waits for a decision. */
export function isFine(counts: Counts): boolean {
  return counts.late === 0 && counts.waiting === 0 && counts.forReview === 0;
}

/** Branches as a tree by their codes; a branch stands below the nearest one whose code begins its own. */
export function treeOf(branches: readonly Branch[]): BranchNode[] {
  const nodes = new Map(branches.map((branch) => [branch.code, { branch, children: [] as BranchNode[] }]));
  const roots: BranchNode[] = [];
  for (const node of nodes.values()) {
    const { code } = node.branch;
    const above = [9, 6].map((n) => (n < code.length ? nodes.get(code.slice(0, n)) : undefined)).find(Boolean);
    if (above) above.children.push(node);
    else roots.push(node);
  }
  return roots;
}

/** The worst first, the rest in code order. */
export function sortedCodes(branches: readonly Branch[]): string[] {
  return [...branches].sort((a, b) => b.counts.late - a.counts.late || (a.code < b.code ? -1 : 1)).map((branch) => branch.code);
}

/** Nodes in a remembered order, so that rows never jump under the pointer; new ones come last. */
export function inOrder(nodes: readonly BranchNode[], rank: ReadonlyMap<string, number>): BranchNode[] {
  return [...nodes].sort((a, b) => (rank.get(a.branch.code) ?? 1e9) - (rank.get(b.branch.code) ?? 1e9));
}

/** Branches that open themselves: those with something late, and of the lowest the worst, until a few late desks show why. */
export function openAtFirst(roots: readonly BranchNode[], enough = 4): Set<string> {
  const open = new Set<string>();
  const lowest: BranchNode[] = [];
  const visit = (node: BranchNode) => {
    if (node.children.length === 0) lowest.push(node);
    else {
      if (!isFine(node.branch.counts)) open.add(node.branch.code);
      node.children.forEach(visit);
    }
  };
  roots.forEach(visit);
  lowest.sort((a, b) => b.branch.counts.late - a.branch.counts.late);
  let seen = 0;
  for (const { branch } of lowest) {
    if (branch.counts.late === 0 || seen >= enough) break;
    open.add(branch.code);
    seen += branch.counts.late;
  }
  return open;
}

export type TreeRow =
  | { kind: 'branch'; node: BranchNode; depth: number }
  | { kind: 'leaves'; node: BranchNode; depth: number }
  | { kind: 'rest'; parent: string; nodes: readonly BranchNode[] };

/** The rows of the tree from top to bottom. Below a district the branches that are fine are one line, unless it was opened. */
export function rowsOf(
  roots: readonly BranchNode[],
  look: { rank: ReadonlyMap<string, number>; isOpen: (code: string) => boolean; unfolded: ReadonlySet<string> },
): TreeRow[] {
  function visit(nodes: readonly BranchNode[], depth: number, parent: string): TreeRow[] {
    const sorted = inOrder(nodes, look.rank);
    const fine = depth === 0 ? [] : sorted.filter((node) => isFine(node.branch.counts));
    const folds = fine.length > 1;
    const shown = folds && !look.unfolded.has(parent) ? sorted.filter((node) => !isFine(node.branch.counts)) : sorted;
    return [
      ...shown.flatMap((node): TreeRow[] => {
        const row: TreeRow = { kind: 'branch', node, depth };
        if (!look.isOpen(node.branch.code)) return [row];
        return node.children.length > 0
          ? [row, ...visit(node.children, depth + 1, node.branch.code)]
          : [row, { kind: 'leaves', node, depth }];
      }),
      ...(folds ? [{ kind: 'rest' as const, parent, nodes: fine }] : []),
    ];
  }
  return visit(roots, 0, '');
}

/** A desk that somebody above has to look at: late, waiting, or answered and not accepted yet. */
export function standsOut(state: StateName): boolean {
  return state === 'late' || state === 'waiting' || state === 'forReview';
}

/** How many rows an open branch will have, before its desks were read: those that stand out and a line for the rest. */
export function leavesAtFirst(counts: Counts, total: number, byHand: boolean): number {
  const out = byHand ? counts.late + counts.waiting + counts.forReview : counts.late;
  if (byHand && out === 0) return total;
  return out + (out < total ? 1 : 0);
}

/** Whether a square of the tree is a community; else it is a desk of whatever level. */
export function countsCommunities(audience: Audience): boolean {
  return audience.include.every(
    (term) =>
      ((term.kind === 'areasAtLevel' || term.kind === 'areasWhere') && term.level === 'community') ||
      (term.kind === 'areas' && term.codes.every((code) => code.length === 12)),
  );
}

/** What it is called to be done: accepted or acknowledged; in an order that is over, whatever it was, closed or withdrawn. */
export function doneWord(order: Pick<OrderDetail, 'state' | 'asksAnswer'>): string {
  return order.state === 'issued' ? orderPageWords.tree.done(order.asksAnswer) : shared.orderState[order.state];
}

export interface Axis {
  /** Pixels from sending to now. */
  now: number;
  limit: number;
  x: (minutes: number) => number;
}

/** The common time axis: from sending to now or to the limit, whichever is later; `end` leaves room for the late squares. */
export function axisOf(tree: Pick<Tree, 'issuedAt' | 'acknowledgeBy'>, now: number, width: number): Axis {
  const issued = Date.parse(tree.issuedAt);
  const limit = Date.parse(tree.acknowledgeBy) - issued;
  // Long after the limit the axis stops, or the acknowledgements would shrink to one pixel.
  const passed = Math.max(0, Math.min(now - issued, limit * 2.5));
  const span = Math.max(limit, passed, 60_000);
  const x = (ms: number) => (Math.min(Math.max(ms, 0), span) / span) * width;
  return { now: x(passed), limit: x(limit), x: (minutes) => x(minutes * 60_000) };
}

/** Acknowledgements in columns of `step` pixels. */
export function columnsOf(minutes: readonly number[], axis: Axis, step: number): Map<number, number> {
  const columns = new Map<number, number>();
  for (const one of minutes) {
    const column = Math.floor(axis.x(one) / step);
    columns.set(column, (columns.get(column) ?? 0) + 1);
  }
  return columns;
}
