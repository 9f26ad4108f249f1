/**
 * Area codes: 4 digits city, 6 district, 9 subdistrict, 12 community, 15 grid (统计用区划代码, and three more digits for
 * grids). A prefix is an ancestor, so every question about the tree is arithmetic on strings.
 */
export const areaLevels = ['city', 'district', 'subdistrict', 'community', 'grid'] as const;
export type AreaLevel = (typeof areaLevels)[number];

const lengths = { city: 4, district: 6, subdistrict: 9, community: 12, grid: 15 } as const satisfies Record<AreaLevel, number>;

export function codeLength(level: AreaLevel): number {
  return lengths[level];
}

/** Level of a code by its length; null when no level has that length. */
export function levelOfCode(code: string): AreaLevel | null {
  return areaLevels.find((level) => lengths[level] === code.length) ?? null;
}

export function isAreaCode(code: string): boolean {
  return /^\d+$/.test(code) && levelOfCode(code) !== null;
}

/** Code of the area directly above; null for a city. */
export function parentCode(code: string): string | null {
  const level = levelOfCode(code);
  if (level === null || level === 'city') return null;
  const above = areaLevels[areaLevels.indexOf(level) - 1] as AreaLevel;
  return code.slice(0, lengths[above]);
}

/** All areas above, nearest last: `410402001` → `['4104', '410402']`. */
export function ancestorCodes(code: string): string[] {
  return areaLevels
    .map((level) => lengths[level])
    .filter((n) => n < code.length)
    .map((n) => code.slice(0, n));
}

/** The area itself and all above it, topmost first. */
export function lineage(code: string): string[] {
  return [...ancestorCodes(code), code];
}

export function isWithin(code: string, ancestor: string): boolean {
  return code.startsWith(ancestor);
}

/** The part of a code that names its area at `level`; null when the code is above that level. */
export function codeAt(code: string, level: AreaLevel): string | null {
  return code.length >= lengths[level] ? code.slice(0, lengths[level]) : null;
}

/**
 * First code after all codes that begin with `prefix`: the exclusive end of the range `[prefix, end)`. A range, because
 * `LIKE prefix%` under row-level security costs 85 ms where this costs 0.1 (HOUSE §12). Works under `collate "C"`.
 */
export function rangeEnd(prefix: string): string {
  const last = prefix.charCodeAt(prefix.length - 1);
  return prefix.slice(0, -1) + String.fromCharCode(last + 1);
}

/**
 * Fewest codes that stand for `codes`: wherever *all* children of an area are in the set (by `childrenOf`), the area
 * itself replaces them. "All communities of two districts" becomes two codes.
 */
export function minimalCover(codes: Iterable<string>, childrenOf: (code: string) => readonly string[]): string[] {
  const cover = new Set(codes);
  for (let i = areaLevels.length - 1; i > 0; i--) {
    const level = areaLevels[i] as AreaLevel;
    const parents = new Set<string>();
    for (const code of cover) {
      if (code.length === lengths[level]) parents.add(parentCode(code) as string);
    }
    for (const parent of parents) {
      if (cover.has(parent)) continue;
      const children = childrenOf(parent);
      if (children.length > 0 && children.every((child) => cover.has(child))) {
        cover.add(parent);
        for (const child of children) cover.delete(child);
      }
    }
  }
  for (const code of [...cover]) {
    if (ancestorCodes(code).some((above) => cover.has(above))) cover.delete(code);
  }
  return [...cover].sort();
}
