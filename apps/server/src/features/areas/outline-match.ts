import { textOf } from '../../platform/geo/geojson-file.ts';
import { type Matched, onlyOne } from '../../platform/geo/read-features.ts';

interface Named {
  code: string;
  name: string;
  shortName: string;
}

/** 410402000000, as statistics write a district, and 410400, as maps write a city, are 410402 and 4104. */
const written = (code: string) => [code, ...[2, 3, 6, 8].map((zeros) => code.replace(new RegExp(`0{${zeros}}$`), ''))];

/** Which area a feature speaks of: by its code, which settles it, else by its whole or short name. */
export function areaMatcher(areas: readonly Named[]): (properties: Record<string, unknown>) => Matched {
  const codes = new Set(areas.map((area) => area.code));
  const byName = new Map<string, Named[]>();
  for (const area of areas) for (const name of new Set([area.name, area.shortName])) byName.set(name, [...(byName.get(name) ?? []), area]);
  return (properties) => {
    const code = textOf(properties, ['code', 'adcode', 'CODE', '代码', '区划代码']);
    const known = code && written(code).find((one) => codes.has(one));
    if (known) return { key: known };
    if (code) return { code: 'row.feature-unknown', params: { name: code } };
    const name = textOf(properties, ['name', 'NAME', '名称']);
    if (!name) return { code: 'row.feature-unnamed' };
    return onlyOne(
      name,
      (byName.get(name) ?? []).map((area) => ({ key: area.code, text: area.code })),
    );
  };
}
