/** Digits of the code of a subdistrict, the patch that must hang together. */
export const patchDigits = 9;

type Square = readonly [col: number, row: number];

/**
 * Walk order of a cols × rows block with n cells: strips down, up, down…; only the last row may be short. Each strip
 * begins at its west edge and ends at its east edge (the last two lines are walked in zigzag where their number is
 * even), so that the next strip goes on beside it and a subdistrict does not fall apart.
 */
function walk(n: number, cols: number, rows: number, stripWidth: number): Square[] {
  const strips = Math.max(1, Math.round(cols / stripWidth));
  const order: Square[] = [];
  const lastRow = n - cols * (rows - 1);
  for (let s = 0; s < strips; s++) {
    const from = Math.round((s * cols) / strips);
    const to = Math.round(((s + 1) * cols) / strips);
    const lines = Array.from({ length: rows }, (_, r) =>
      Array.from({ length: to - from }, (_, i): Square => [from + i, r]).filter(([c]) => r < rows - 1 || c < lastRow),
    ).filter((line) => line.length > 0);
    if (s % 2 === 1) lines.reverse();
    const zigzag = lines.length % 2 === 0 && lines.length >= 2 ? lines.splice(-2) : null;
    lines.forEach((line, i) => {
      order.push(...(i % 2 === 1 ? line.reverse() : line));
    });
    if (!zigzag) continue;
    const [a, b] = zigzag.map((line) => new Map(line.map((square) => [square[0], square])));
    for (let c = from; c < to; c++) {
      const pair = [a?.get(c), b?.get(c)].filter((square): square is Square => square !== undefined);
      order.push(...((to - c) % 2 === 1 ? pair : pair.reverse()));
    }
  }
  return order;
}

/** How many subdistricts are not one connected patch under this walk. */
function brokenPatches(communities: readonly { code: string }[], order: readonly Square[]): number {
  const patches = new Map<string, Square[]>();
  communities.forEach((community, i) => {
    const patch = community.code.slice(0, patchDigits);
    const squares = patches.get(patch);
    if (squares) squares.push(order[i] as Square);
    else patches.set(patch, [order[i] as Square]);
  });
  let broken = 0;
  for (const squares of patches.values()) if (!isConnected(squares)) broken++;
  return broken;
}

/** Whether all squares hang together by their sides. */
export function isConnected(squares: readonly Square[]): boolean {
  const open = new Set(squares.map(([c, r]) => `${c},${r}`));
  const first = squares[0];
  if (!first) return true;
  const queue: Square[] = [first];
  open.delete(`${first[0]},${first[1]}`);
  for (let at = queue.pop(); at; at = queue.pop()) {
    const [c, r] = at;
    for (const next of [
      [c + 1, r],
      [c - 1, r],
      [c, r + 1],
      [c, r - 1],
    ] as Square[]) {
      if (open.delete(`${next[0]},${next[1]}`)) queue.push(next);
    }
  }
  return open.size === 0;
}

/** The nearest strip width at which no subdistrict falls apart. */
export function bestWalk(list: readonly { code: string }[], cols: number, rows: number): Square[] {
  const patches = new Set(list.map((community) => community.code.slice(0, patchDigits)));
  const ideal = Math.min(7, Math.max(3, Math.round(Math.sqrt(list.length / patches.size))));
  let best: Square[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const difference of [0, 1, -1, 2, -2, 3, -3, 4, 5, 6, 8, 10, cols]) {
    if (ideal + difference < 2 || fewest === 0) continue;
    const tried = walk(list.length, cols, rows, ideal + difference);
    const broken = brokenPatches(list, tried);
    if (broken < fewest) {
      best = tried;
      fewest = broken;
    }
  }
  return best;
}
