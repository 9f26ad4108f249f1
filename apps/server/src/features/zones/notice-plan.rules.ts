import { holds, placeDepth, placeKey, type ZonePlace } from '@muster/contract/zones/zone-places';
import type { ZoneStrictness } from '@muster/contract/zones/zone-regimes';
import { Problem } from '../../platform/problem.ts';

/** What holds at a place: a level of a regime, or that nothing holds. */
export interface Status {
  regimeId: string;
  regimeKey: string;
  levelKey: string;
  strictness: ZoneStrictness;
  since: Date;
  closedSince: Date;
  steppedFrom: string | null;
  until: Date | null;
}

/** A stretch that holds when the notice takes effect; `status` null: an exception. */
export interface Span {
  id: string;
  place: ZonePlace;
  status: Status | null;
}

/** What a notice says of a place in one compound. `except`: it keeps what it has. */
export type Naming =
  | { kind: 'set'; place: ZonePlace; level: { key: string; strictness: ZoneStrictness; rank: number } | null; until: Date | null }
  | { kind: 'except'; place: ZonePlace };

export interface Regime {
  id: string;
  key: string;
  /** Position of each level, strictest first. */
  ranks: Readonly<Record<string, number>>;
}

export interface Begun {
  place: ZonePlace;
  status: Status | null;
}

/** Of one place, from what to what; for counting who is behind those doors. */
export interface Turn {
  place: ZonePlace;
  before: Status | null;
  after: Status | null;
}

export interface CompoundPlan {
  ends: string[];
  begins: Begun[];
  /** Every place that is told apart, changed or not: the compound first. */
  turns: Turn[];
}

interface Node {
  place: ZonePlace;
  naming: Naming | null;
  span: Span | null;
  parent: Node | null;
  before: Status | null;
  after: Status | null;
}

/**
 * What a notice makes of one compound. Whoever names a place means all of it: stretches inside end, unless they are excepted
 * or named themselves. An exception goes on under what held there, with a stretch of its own where it was only inside of
 * something; lifting a building of a closed compound leaves one that says so.
 */
export function planCompound(
  compoundId: string,
  spans: readonly Span[],
  namings: readonly Naming[],
  regime: Regime,
  at: Date,
): CompoundPlan {
  const nodes = nodesOf(compoundId, spans, namings);
  const plan: CompoundPlan = { ends: [], begins: [], turns: [] };
  for (const node of nodes) {
    const { parent, naming, span } = node;
    node.before = span ? span.status : (parent?.before ?? null);
    node.after = statusAfter(node, regime, at);
    const isNeeded = !sameLevel(node.after, parent?.after ?? null);
    const isLeft = naming ? naming.kind === 'except' : !swallowed(node);
    const stays = span !== null && sameStatus(span.status, node.after) && (isNeeded || (isLeft && span.status !== null));
    if (span && !stays) plan.ends.push(span.id);
    if (isNeeded && !stays) plan.begins.push({ place: node.place, status: node.after });
    plan.turns.push({ place: node.place, before: node.before, after: node.after });
  }
  const regimes = new Set(nodes.flatMap(({ after }) => (after ? [after.regimeKey] : [])));
  if (regimes.size > 1 && plan.begins.length > 0) throw new Problem('zone.regimes-mixed');
  return plan;
}

/** Places that are told apart in a compound, the wider before the narrower, each with the nearest that holds it. */
function nodesOf(compoundId: string, spans: readonly Span[], namings: readonly Naming[]): Node[] {
  const found = new Map<string, Node>();
  const nodeAt = (place: ZonePlace) => {
    const known = found.get(placeKey(place));
    if (known) return known;
    const node: Node = { place, naming: null, span: null, parent: null, before: null, after: null };
    found.set(placeKey(place), node);
    return node;
  };
  nodeAt({ compoundId, buildingId: null, unit: null });
  for (const span of spans) nodeAt(span.place).span = span;
  for (const naming of namings) nodeAt(naming.place).naming = naming;
  const nodes = [...found.values()].sort((a, b) => placeDepth(a.place) - placeDepth(b.place));
  for (const [index, node] of nodes.entries())
    node.parent = nodes.slice(0, index).findLast((wider) => holds(wider.place, node.place)) ?? null;
  return nodes;
}

function statusAfter(node: Node, regime: Regime, at: Date): Status | null {
  const { naming, span, parent } = node;
  if (naming?.kind === 'set') return naming.level ? entered(node.before, naming.level, naming.until, regime, at) : null;
  if (naming?.kind === 'except') return node.before;
  if (span && !swallowed(node)) return span.status;
  return parent?.after ?? null;
}

/** Whether the nearest wider place that the notice speaks of is set anew as a whole. */
function swallowed(node: Node): boolean {
  for (let above = node.parent; above; above = above.parent) if (above.naming) return above.naming.kind === 'set';
  return false;
}

function entered(
  before: Status | null,
  level: { key: string; strictness: ZoneStrictness; rank: number },
  until: Date | null,
  regime: Regime,
  at: Date,
): Status {
  const stays = before !== null && before.regimeId === regime.id && before.levelKey === level.key;
  const rankBefore = before && before.regimeKey === regime.key ? regime.ranks[before.levelKey] : undefined;
  const steppedDown = rankBefore !== undefined && rankBefore < level.rank;
  return {
    regimeId: regime.id,
    regimeKey: regime.key,
    levelKey: level.key,
    strictness: level.strictness,
    since: stays ? before.since : at,
    closedSince: before?.closedSince ?? at,
    steppedFrom: stays ? before.steppedFrom : steppedDown ? (before?.levelKey ?? null) : null,
    until: until ?? (stays ? before.until : null),
  };
}

export function sameLevel(a: Status | null, b: Status | null): boolean {
  return a === null || b === null ? a === b : a.regimeId === b.regimeId && a.levelKey === b.levelKey;
}

function sameStatus(a: Status | null, b: Status | null): boolean {
  return sameLevel(a, b) && (a?.until?.getTime() ?? null) === (b?.until?.getTime() ?? null);
}

/**
 * The namings of one compound, each place once. An exception lies inside of what it is excepted from: one that is as wide
 * would leave nothing (circular), one elsewhere says nothing.
 */
export function checkItem(includes: readonly ZonePlace[], excepts: readonly ZonePlace[], nameOf: (place: ZonePlace) => string): void {
  for (const except of excepts) {
    const outer = includes.find((one) => one.compoundId === except.compoundId && holds(one, except));
    if (outer && placeKey(outer) !== placeKey(except)) continue;
    const circular = outer !== undefined || includes.some((one) => holds(except, one));
    throw new Problem(circular ? 'zone.exception-circular' : 'zone.exception-outside', { name: nameOf(except) });
  }
}

export function checkOnce(namings: readonly Naming[], nameOf: (place: ZonePlace) => string): void {
  const seen = new Set<string>();
  for (const { place } of namings.filter(({ kind }) => kind === 'set')) {
    const key = placeKey(place);
    if (seen.has(key)) throw new Problem('zone.named-twice', { name: nameOf(place) });
    seen.add(key);
  }
}
