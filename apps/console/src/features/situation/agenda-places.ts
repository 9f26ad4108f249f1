import { textWidth } from '../../parts/text-width.ts';

export interface AgendaPlace {
  above: boolean;
  anchor: 'start' | 'end';
}

/** Above or below the line, to the right or to the left, wherever the words are free; null where nothing is: only the dot. */
export function placeAgenda(items: readonly { x: number; text: string }[], width: number): (AgendaPlace | null)[] {
  const taken: Record<'above' | 'below', [number, number][]> = { above: [], below: [] };
  let last: 'above' | 'below' = 'below';
  return items.map(({ x, text }) => {
    const w = textWidth(text) + 10;
    const other = last === 'above' ? 'below' : 'above';
    for (const side of [other, last] as const) {
      for (const anchor of ['start', 'end'] as const) {
        const span: [number, number] = anchor === 'start' ? [x - 3, x - 3 + w] : [x + 3 - w, x + 3];
        if (span[0] < -3 || span[1] > width + 12) continue;
        if (taken[side].some(([a, b]) => span[0] < b && span[1] > a)) continue;
        taken[side].push(span);
        last = side;
        return { above: side === 'above', anchor };
      }
    }
    return null;
  });
}
