import type { AreaLevel } from '@muster/contract/areas/area-code';
import { areaLevels } from '@muster/contract/areas/area-code';
import type { Question } from '@muster/contract/orders/answers';
import { shared } from '@muster/ui/words/shared.words';
import { composeWords as words } from './compose.words.ts';

type Kind = Question['kind'];

/** What can be asked, the cheapest to answer first; of every area below, or once. */
const kindsOf: readonly { perArea: boolean; kinds: readonly Kind[] }[] = [
  { perArea: true, kinds: ['tick', 'choice', 'time', 'text', 'number'] },
  { perArea: false, kinds: ['choice', 'time', 'text', 'tick', 'number'] },
];

/** 网格: what lies directly below those who are asked; null while they are unknown or of several levels. */
export function levelBelow(byLevel: Readonly<Record<string, number>> | undefined): AreaLevel | null {
  const asked = Object.entries(byLevel ?? {}).filter(([, n]) => n > 0);
  const [only] = asked;
  if (!only || asked.length > 1) return null;
  return areaLevels[areaLevels.indexOf(only[0] as AreaLevel) + 1] ?? null;
}

/** 逐个网格打勾 · 逐个下级区域打勾 · 打勾 */
export function kindText(kind: Kind, perArea: boolean, below: AreaLevel | null): string {
  return perArea ? words.questionEach(below ? shared.level[below] : words.below, words.questionKind[kind]) : words.questionKind[kind];
}

/** Which areas a question per area asks about. */
export function eachText(byLevel: Readonly<Record<string, number>> | undefined): string {
  const below = levelBelow(byLevel);
  if (below) return words.eachOf(shared.level[below], shared.level[areaLevels[areaLevels.indexOf(below) - 1] as AreaLevel]);
  return byLevel && Object.entries(byLevel).every(([level, n]) => n === 0 || level === 'grid') ? words.eachGrid : words.eachBelow;
}

export type KindKey = `${'each' | 'once'}:${Kind}`;

export function keyOf(kind: Kind, perArea: boolean): KindKey {
  return `${perArea ? 'each' : 'once'}:${kind}`;
}

export function ofKey(key: KindKey): { kind: Kind; perArea: boolean } {
  const [how, kind] = key.split(':') as ['each' | 'once', Kind];
  return { kind, perArea: how === 'each' };
}

/** The same two groups wherever a kind is chosen: when a question is added, and when it is changed. */
export function kindGroups(byLevel: Readonly<Record<string, number>> | undefined) {
  const below = levelBelow(byLevel);
  return kindsOf.map(({ perArea, kinds }) => ({
    key: perArea ? 'each' : 'once',
    title: perArea ? words.groupEach(below ? shared.level[below] : words.below) : words.groupOnce,
    note: perArea ? eachText(byLevel) : '',
    kinds: kinds.map((kind) => ({
      key: keyOf(kind, perArea),
      text: words.questionKind[kind],
      /** A bare number is for what no record tells; ticks and choices come first. */
      note: kind === 'number' ? words.numberOnly : '',
    })),
  }));
}
