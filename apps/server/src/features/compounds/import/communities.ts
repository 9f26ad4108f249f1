import { headerKey } from '../../../platform/sheets/read/header.ts';

export interface Community {
  code: string;
  name: string;
  shortName: string;
  subdistrict: string;
}

export interface Grid {
  code: string;
  name: string;
}

export type Found = { code: string; name: string } | 'unknown' | 'elsewhere' | { among: string[] };

/**
 * Communities by their code or any of the ways in which people write them: 天湖苑社区居民委员会, 天湖苑社区, 天湖苑, 焦店镇天湖苑社区.
 * Only those of the reader's territory are found; of others it is said that they are somewhere else.
 */
export function communityIndex(communities: readonly Community[], grids: readonly Grid[], territory: string) {
  const byCode = new Map(communities.map((one) => [one.code, one]));
  const inside = new Map<string, Community[]>();
  const outside = new Set<string>();
  for (const one of communities) {
    const isInside = one.code.startsWith(territory);
    for (const key of keysOf(one)) {
      if (!isInside) outside.add(key);
      else inside.set(key, [...(inside.get(key) ?? []), one]);
    }
  }
  const gridsOf = new Map<string, Map<string, string>>();
  for (const { code, name } of grids) {
    const known = gridsOf.get(code.slice(0, 12)) ?? new Map<string, string>();
    for (const key of [headerKey(name), gridNumber(name), code]) if (key) known.set(key, code);
    gridsOf.set(code.slice(0, 12), known);
  }
  const found = ({ code, shortName }: Community) => ({ code, name: shortName });

  return {
    find(text: string): Found {
      const code = text.replace(/\s/g, '');
      if (/^\d{9,15}$/.test(code)) {
        const one = byCode.get(code.slice(0, 12).padEnd(12, '0'));
        if (!one) return 'unknown';
        return one.code.startsWith(territory) ? found(one) : 'elsewhere';
      }
      const among = inside.get(headerKey(text)) ?? [];
      const [only] = among;
      if (only && among.length === 1) return found(only);
      if (among.length > 1) return { among: among.map((one) => `${one.subdistrict}${one.shortName}`) };
      return outside.has(headerKey(text)) ? 'elsewhere' : 'unknown';
    },
    grid: (communityCode: string, text: string): string | null =>
      gridsOf.get(communityCode)?.get(headerKey(text)) ?? gridsOf.get(communityCode)?.get(gridNumber(text) ?? '-') ?? null,
  };
}
export type CommunityIndex = ReturnType<typeof communityIndex>;

function keysOf({ name, shortName, subdistrict }: Community): Set<string> {
  const bare = shortName.replace(/(社区|村)$/, '');
  return new Set([name, shortName, bare, subdistrict + name, subdistrict + shortName].filter((key) => key !== '').map(headerKey));
}

const numerals = '零一二三四五六七八九十';
/** 第一网格, 1网格 and 网格1 are one. */
function gridNumber(text: string): string | null {
  const found = /(\d{1,2}|[一二三四五六七八九十])/.exec(text.replace(/网格/g, ''))?.[1];
  if (found === undefined || !/^(第?[\d一二三四五六七八九十]+号?)$/.test(text.replace(/网格/g, '').trim())) return null;
  return `#${/\d/.test(found) ? Number(found) : numerals.indexOf(found)}`;
}
