import { describe, expect, it } from 'vitest';
import { axisOf, type Branch, columnsOf, inOrder, leavesAtFirst, openAtFirst, rowsOf, sortedCodes, treeOf } from './tree-model.ts';

const none = { late: 0, waiting: 0, inHand: 0, forReview: 0, done: 0, ended: 0, escalated: 0 };
const branch = (code: string, counts: Partial<Branch['counts']> = {}): Branch => ({
  code,
  name: code,
  level: code.length === 6 ? 'district' : 'subdistrict',
  total: 1,
  counts: { ...none, ...counts },
  tiles: '',
  acknowledgedAfter: [],
});
const branches = [
  branch('410402', { late: 7 }),
  branch('410402001', { late: 1 }),
  branch('410402100', { late: 6 }),
  branch('410403', { done: 4 }),
  branch('410403001', { done: 4 }),
];

describe('the receipts tree', () => {
  it('hangs subdistricts below their district; a lone subdistrict is a root', () => {
    expect(treeOf(branches).map((node) => [node.branch.code, node.children.length])).toEqual([
      ['410402', 2],
      ['410403', 1],
    ]);
    expect(treeOf([branch('410402001')])).toHaveLength(1);
  });
  it('opens what is late and leaves what is fine folded', () => {
    expect([...openAtFirst(treeOf(branches))]).toEqual(['410402', '410402100']);
  });
  it('keeps rows where they were when counts change', () => {
    const rank = new Map(sortedCodes(branches).map((code, i) => [code, i]));
    const later = treeOf([branch('410403', { late: 99 }), branch('410402', { late: 1 })]);
    expect(inOrder(later, rank).map((node) => node.branch.code)).toEqual(['410402', '410403']);
  });
});

describe('the rows of the tree', () => {
  const fine = ['410404001', '410404002', '410404003'].map((code) => branch(code, { done: 4 }));
  const roots = treeOf([branch('410404', { late: 2 }), branch('410404009', { late: 2 }), ...fine]);
  const rank = new Map([...fine, ...branches].map(({ code }, i) => [code, i]));
  const kinds = (unfolded: string[], open: string[]) =>
    rowsOf(roots, { rank, isOpen: (code) => open.includes(code), unfolded: new Set(unfolded) }).map((row) => row.kind);
  it('are one line for all branches that are fine, until it is opened', () => {
    expect(kinds([], ['410404'])).toEqual(['branch', 'branch', 'rest']);
    expect(kinds(['410404'], ['410404'])).toEqual(['branch', 'branch', 'branch', 'branch', 'branch', 'rest']);
  });
  it('have the desks below an open branch', () => {
    expect(kinds([], ['410404', '410404009'])).toEqual(['branch', 'branch', 'leaves', 'rest']);
  });
  it('take the height of those that stand out and a line for the rest, before they are read', () => {
    const { counts } = branch('410404001', { late: 2, waiting: 1, done: 7 });
    expect(leavesAtFirst(counts, 10, false)).toBe(3);
    expect(leavesAtFirst(counts, 10, true)).toBe(4);
    expect(leavesAtFirst(branch('410404001', { done: 7 }).counts, 7, true)).toBe(7);
  });
});

describe('the time axis', () => {
  const tree = { issuedAt: '2022-05-11T01:30:00Z', acknowledgeBy: '2022-05-11T02:00:00Z' };
  it('has the limit before now when it is past, and at its end while it is ahead', () => {
    const late = axisOf(tree, Date.parse('2022-05-11T02:12:00Z'), 195);
    expect(late.now).toBeCloseTo(195);
    expect(late.limit).toBeCloseTo((30 / 42) * 195);
    const early = axisOf(tree, Date.parse('2022-05-11T01:40:00Z'), 195);
    expect(early.limit).toBeCloseTo(195);
    expect(early.now).toBeCloseTo(65);
  });
  it('days later still shows when the acknowledgements came', () => {
    const axis = axisOf(tree, Date.parse('2022-05-14T02:00:00Z'), 195);
    expect(axis.limit).toBeCloseTo(78);
  });
  it('loses no acknowledgement, however late', () => {
    const axis = axisOf(tree, Date.parse('2022-05-11T02:12:00Z'), 195);
    expect([...columnsOf([1, 1, 5, 9000], axis, 4.65).values()].reduce((a, b) => a + b, 0)).toBe(4);
  });
});
