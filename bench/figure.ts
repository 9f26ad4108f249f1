/** One row of the table: what was measured, against which goal. */
export interface Figure {
  key: string;
  what: string;
  value: number;
  unit: string;
  /** Null: told beside a figure that has one, to understand it by. */
  goal: number | null;
  /** The goal is a least, not a most. */
  isFloor?: true;
  ok: boolean | null;
}

const round = (value: number) => Number(value.toPrecision(3));

export function atMost(goal: number, unit: string, key: string, what: string, value: number): Figure {
  return { key, what, value: round(value), unit, goal, ok: value <= goal };
}

export function atLeast(goal: number, unit: string, key: string, what: string, value: number): Figure {
  return { key, what, value: round(value), unit, goal, isFloor: true, ok: value >= goal };
}

export function told(unit: string, key: string, what: string, value: number): Figure {
  return { key, what, value: round(value), unit, goal: null, ok: null };
}
