import type { OperationOf, ResultOf } from '@muster/client/types';
import type { Counts } from '@muster/contract/orders/orders.operations';

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
