import type { AreaLevel } from '@muster/contract/areas/area-code';
import { areaLevels } from '@muster/contract/areas/area-code';
import { compoundKinds } from '@muster/contract/compounds/compound-kinds';
import type { Question } from '@muster/contract/orders/answers';
import type { Each } from '@muster/contract/orders/ground';
import { placeKinds } from '@muster/contract/places/place-kinds';
import { eachThing } from '@muster/ui/words/ground.words';
import { shared } from '@muster/ui/words/shared.words';
import { composeWords as words } from './compose.words.ts';

type Kind = Question['kind'];

/** Of what something is asked: once of each desk, of every area below it, of each piece of its ground. */
export type Whom = Pick<Question, 'perArea' | 'each'>;

const kindsEach: readonly Kind[] = ['tick', 'choice', 'time', 'text', 'number'];
const kindsOnce: readonly Kind[] = ['choice', 'time', 'text', 'tick', 'number'];

/** 网格: what lies directly below those who are asked; null while they are unknown or of several levels. */
export function levelBelow(byLevel: Readonly<Record<string, number>> | undefined): AreaLevel | null {
  const asked = Object.entries(byLevel ?? {}).filter(([, n]) => n > 0);
  const [only] = asked;
  if (!only || asked.length > 1) return null;
  return areaLevels[areaLevels.indexOf(only[0] as AreaLevel) + 1] ?? null;
}

/** 逐个网格打勾 · 逐个三无小区打勾 · 打勾 */
export function kindText(kind: Kind, whom: Whom, below: AreaLevel | null): string {
  if (whom.each) return words.questionEach(eachThing(whom.each), words.questionKind[kind]);
  return whom.perArea ? words.questionEach(below ? shared.level[below] : words.below, words.questionKind[kind]) : words.questionKind[kind];
}

/** Which areas a question per area asks about. */
export function eachText(byLevel: Readonly<Record<string, number>> | undefined): string {
  const below = levelBelow(byLevel);
  if (below) return words.eachOf(shared.level[below], shared.level[areaLevels[areaLevels.indexOf(below) - 1] as AreaLevel]);
  return byLevel && Object.entries(byLevel).every(([level, n]) => n === 0 || level === 'grid') ? words.eachGrid : words.eachBelow;
}

export type KindKey = string;

/** `each:tick`, `once:tick`, `compound:tick`, `compound/unmanaged:tick` */
export function keyOf(kind: Kind, whom: Whom): KindKey {
  return `${whomKey(whom)}:${kind}`;
}

function whomKey({ perArea, each }: Whom): string {
  if (each) return each.kind ? `${each.of}/${each.kind}` : each.of;
  return perArea ? 'each' : 'once';
}

export function ofKey(key: KindKey): { kind: Kind } & Whom {
  const [how = '', kind] = key.split(':') as [string, Kind];
  return { kind, perArea: how === 'each', each: grounds.find((each) => whomKey({ perArea: false, each }) === how) };
}

const grounds: readonly Each[] = [
  { of: 'compound' },
  ...compoundKinds.map((kind) => ({ of: 'compound' as const, kind })),
  { of: 'place' },
  ...placeKinds.map((kind) => ({ of: 'place' as const, kind })),
];
/** Asked about so often that it is always there (03-compose.png: 逐个采样点). */
const always: readonly string[] = ['testPoint'];

/**
 * The same groups wherever a kind is chosen: when a question is added, and when it is changed. Those of a kind only where
 * they are in question: whom it goes to, or what is asked already, names them.
 */
export function kindGroups(byLevel: Readonly<Record<string, number>> | undefined, kindsAsked: readonly string[]) {
  const below = levelBelow(byLevel);
  const group = (whom: Whom, title: string, note: string, kinds: readonly Kind[]) => ({
    key: whomKey(whom),
    title,
    note,
    isGround: whom.each !== undefined,
    kinds: kinds.map((kind) => ({
      key: keyOf(kind, whom),
      text: words.questionKind[kind],
      /** A bare number is for what no record tells; ticks and choices come first. */
      note: kind === 'number' ? words.numberOnly : '',
    })),
  });
  const shown = grounds.filter(({ kind }) => kind === undefined || always.includes(kind) || kindsAsked.includes(kind));
  return [
    group({ perArea: true }, words.groupEach(below ? shared.level[below] : words.below), eachText(byLevel), kindsEach),
    ...shown.map((each) => group({ perArea: false, each }, words.groupEach(eachThing(each)), each.kind ? '' : words.groundNote, kindsEach)),
    group({ perArea: false }, words.groupOnce, '', kindsOnce),
  ];
}
