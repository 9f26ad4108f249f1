import { codeLength, levelOfCode, parentCode } from '@muster/contract/areas/area-code';
import type { AreaChange } from '@muster/contract/areas/areas.operations';
import { Problem } from '../../platform/problem.ts';
import type { Move } from '../../platform/territory.ts';

/** The territory as a plan sees it: what is there, and which codes were ever given. */
export interface TerritoryNow {
  /** Areas of now, by code. */
  areas: ReadonlyMap<string, { name: string; shortName: string }>;
  /** Codes that are no more, with the one that goes on for each. */
  former: ReadonlyMap<string, string>;
}

export interface ChangePlan {
  moves: Move[];
  tops: Move[];
  /** Codes that a new area begins with, besides those that move there. */
  begun: { code: string; name: string }[];
  /** Areas by another name. */
  named: { code: string; name: string; shortName?: string | undefined }[];
  touched: string[];
  from: string[];
  to: string[];
}

const nothing = { moves: [], tops: [], begun: [], named: [], touched: [] };

/** What a change does to every single area, or the problem that it meets. Pure: the whole arithmetic of codes is here. */
export function planChange(change: AreaChange, now: TerritoryNow): ChangePlan {
  switch (change.kind) {
    case 'renamed': {
      const { code, name, shortName } = change;
      const area = existing(now, code, '/code');
      if (area.name === name && (shortName === undefined || shortName === area.shortName)) throw fault('area.unchanged', '/name');
      return { ...nothing, named: [{ code, name, shortName }], from: [code], to: [code] };
    }
    case 'recoded': {
      const { code, newCode } = change;
      notTheCity(code, '/code');
      existing(now, code, '/code');
      if (code === newCode) throw fault('area.unchanged', '/newCode', newCode);
      newPlace(now, newCode, code, '/newCode');
      const moves = new Moves(now);
      moves.subtree(code, newCode);
      return plan(moves, { from: [code], to: [newCode] });
    }
    case 'merged':
      return planMerge(change, now);
    case 'split':
      return planSplit(change, now);
  }
}

function planMerge(change: Extract<AreaChange, { kind: 'merged' }>, now: TerritoryNow): ChangePlan {
  const { into, name } = change;
  const codes = [...new Set(change.codes)];
  if (codes.length !== change.codes.length) throw fault('area.merge-itself', '/codes');
  for (const [at, code] of codes.entries()) {
    notTheCity(code, `/codes/${at}`);
    existing(now, code, `/codes/${at}`);
    if (code.length !== codes[0]?.length) throw fault('area.merge-levels', `/codes/${at}`, code);
  }
  const first = codes[0] as string;
  const others = codes.filter((code) => code !== into);
  const moves = new Moves(now);
  // Under a new code the first of them goes on, and the others come to it.
  if (!codes.includes(into)) {
    newPlace(now, into, first, '/into');
    moves.subtree(first, into);
  }
  for (const code of others) if (moves.to(code) === undefined) moves.subtree(code, into);
  return plan(moves, { from: codes, to: [into], named: name === undefined ? [] : [{ code: into, name }], touched: [into] });
}

function planSplit(change: Extract<AreaChange, { kind: 'split' }>, now: TerritoryNow): ChangePlan {
  const { code, newCode, name, children } = change;
  notTheCity(code, '/code');
  existing(now, code, '/code');
  newPlace(now, newCode, code, '/newCode');
  const moves = new Moves(now);
  for (const [at, child] of [...new Set(children)].entries()) {
    existing(now, child, `/children/${at}`);
    if (parentCode(child) !== code) throw fault('area.not-below', `/children/${at}`, child);
    moves.subtree(child, newCode);
  }
  return plan(moves, { from: [code], to: [code, newCode], begun: [{ code: newCode, name }], touched: [code, newCode] });
}

function plan(moves: Moves, rest: Pick<ChangePlan, 'from' | 'to'> & Partial<ChangePlan>): ChangePlan {
  return { ...nothing, moves: moves.all(), tops: moves.tops(), ...rest };
}

/** Collects moves of whole subtrees and gives each area below a code that is free. */
class Moves {
  readonly #now: TerritoryNow;
  readonly #to = new Map<string, string>();
  readonly #given = new Set<string>();
  readonly #children: ReadonlyMap<string, readonly string[]>;

  constructor(now: TerritoryNow) {
    this.#now = now;
    this.#children = Map.groupBy(now.areas.keys(), (code) => parentCode(code) ?? '');
  }

  to(code: string): string | undefined {
    return this.#to.get(code);
  }

  /** `from` becomes `to`, or comes to what is there; of those below each keeps its own digits where they are free. */
  subtree(from: string, to: string): void {
    this.#move(from, levelOfCode(from) === levelOfCode(to) ? to : this.#free(from, to));
  }

  #move(from: string, to: string): void {
    this.#to.set(from, to);
    this.#given.add(to);
    for (const child of this.#children.get(from) ?? []) this.#move(child, this.#free(child, to));
  }

  #free(from: string, parent: string): string {
    const own = `${parent}${from.slice(parentCode(from)?.length)}`;
    if (this.#isFree(own, from)) return own;
    // Digits say what an area is called by law (街道、镇、乡; 社区、村): a free number of its own kind.
    const digits = from.length - parent.length;
    const [first, last] = band(from);
    for (let number = first; number <= last; number++) {
      const code = `${parent}${String(number).padStart(digits, '0')}`;
      if (this.#isFree(code, from)) return code;
    }
    throw fault('area.no-room', '/into', parent);
  }

  /** Never given before, or given to this very area: a change may be taken back. */
  #isFree(code: string, from: string): boolean {
    if (this.#given.has(code)) return false;
    const there = this.#now.former.get(code);
    return there === undefined ? !this.#now.areas.has(code) : there === from;
  }

  all(): Move[] {
    // More than one that goes to a code, or one that is there and stays: they come together.
    const stays = (code: string) => this.#now.areas.has(code) && !this.#to.has(code);
    const first = new Set<string>();
    return [...this.#to].map(([from, to]) => {
      const merges = stays(to) || first.has(to);
      first.add(to);
      return { from, to, merges };
    });
  }

  tops(): Move[] {
    return this.all().filter((move) => {
      const above = parentCode(move.from);
      return above === null || !this.#to.has(above);
    });
  }
}

/** Range of numbers of the same kind as this area's. */
function band(code: string): [number, number] {
  const number = Number(code.slice(parentCode(code)?.length));
  const bands: Record<string, [number, number][]> = {
    district: [
      [1, 69],
      [70, 79],
      [80, 99],
    ],
    subdistrict: [
      [1, 99],
      [100, 199],
      [200, 399],
      [400, 999],
    ],
    community: [
      [1, 199],
      [200, 999],
    ],
  };
  return bands[levelOfCode(code) ?? '']?.find(([first, last]) => number >= first && number <= last) ?? [1, 999];
}

function existing(now: TerritoryNow, code: string, pointer: string) {
  const area = now.areas.get(code);
  if (area) return area;
  const present = now.former.get(code);
  throw present === undefined ? fault('area.unknown', pointer, code) : fault('area.closed', pointer, code, { present });
}

/** A code that an area of this level may get: of its length, below an area of now, and given to nobody before. */
function newPlace(now: TerritoryNow, code: string, like: string, pointer: string): void {
  if (code.length !== like.length) throw fault('area.code-level', pointer, code);
  const parent = parentCode(code);
  if (parent === null || !now.areas.has(parent)) throw fault('area.code-parent', pointer, code, { parent: parent ?? '' });
  const there = now.former.get(code);
  if (now.areas.has(code) || (there !== undefined && there !== like)) throw fault('area.code-taken', pointer, code);
}

function notTheCity(code: string, pointer: string): void {
  if (code.length === codeLength('city')) throw fault('area.whole-city', pointer, code);
}

function fault(code: Problem['code'], pointer: string, area?: string, params: Record<string, string> = {}): Problem {
  return new Problem(code, area === undefined ? params : { code: area, ...params }, [{ pointer, code, detail: area ?? code }]);
}
