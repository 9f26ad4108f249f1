import { ancestorCodes, isWithin } from '@muster/contract/areas/area-code';

export interface Lineage {
  formerCode: string;
  presentCode: string;
  until: Date;
}

/** A code that an area, or one below it, had until then. */
export interface Former {
  code: string;
  until: Date;
}

const none: readonly Former[] = [];

/**
 * The lineage of the whole territory in memory: a few rows after each change, none in most cities. Every transaction needs
 * it (an area sees the journal of its predecessors), so it is not read for each; it is loaded anew when the journal tells a change.
 */
export class FormerCodes {
  #rows: readonly Lineage[] = [];
  #present = new Map<string, string>();
  readonly #of = new Map<string, readonly Former[]>();

  load(rows: readonly Lineage[]): void {
    this.#rows = rows.filter((row) => row.formerCode !== row.presentCode);
    this.#present = new Map(this.#rows.map((row) => [row.formerCode, row.presentCode]));
    this.#of.clear();
  }

  /** What a code is called now; itself when nothing changed. */
  present(code: string): string {
    return this.#present.get(code) ?? code;
  }

  /** Fewest codes that stand for all that this area and those below were called and are called no more. */
  of(areaCode: string | null): readonly Former[] {
    if (areaCode === null || this.#rows.length === 0) return none;
    const known = this.#of.get(areaCode);
    if (known) return known;
    const mine = this.#rows.filter((row) => isWithin(row.presentCode, areaCode) && !isWithin(row.formerCode, areaCode));
    const codes = new Set(mine.map((row) => row.formerCode));
    const former = mine
      .filter((row) => !ancestorCodes(row.formerCode).some((above) => codes.has(above)))
      .map((row) => ({ code: row.formerCode, until: row.until }));
    this.#of.set(areaCode, former);
    return former;
  }
}
