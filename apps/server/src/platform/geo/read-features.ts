import { type RowFault, rowError } from '@muster/contract/areas/row-errors';
import type { Feature } from './geojson-file.ts';
import type { Fault } from './outline.ts';

/** What a feature speaks of: one thing, by its key, or why it is none or several. */
export type Matched = { key: string } | Fault;

export interface ReadFeatures<T> {
  good: { line: number; key: string; ground: T }[];
  errors: RowFault[];
}

/** Every feature with the thing that it speaks of, or with the first thing that is wrong with it; a thing is spoken of once. */
export function readFeatures<T extends object>(
  features: readonly Feature[],
  match: (properties: Record<string, unknown>) => Matched,
  read: (geometry: unknown) => T | Fault,
): ReadFeatures<T> {
  const good: ReadFeatures<T>['good'] = [];
  const errors: RowFault[] = [];
  const lines = new Map<string, number>();
  for (const { line, properties, geometry } of features) {
    const matched = match(properties);
    if ('code' in matched) {
      errors.push(rowError(line, matched.code, matched.params));
      continue;
    }
    const { key } = matched;
    const firstLine = lines.get(key);
    if (firstLine !== undefined) {
      errors.push(rowError(line, 'row.feature-twice', { firstLine: String(firstLine) }));
      continue;
    }
    lines.set(key, line);
    const ground = read(geometry);
    if ('code' in ground) errors.push(rowError(line, ground.code as Fault['code'], (ground as Fault).params));
    else good.push({ line, key, ground });
  }
  return { good, errors };
}

/** The one that is called so, or why it is not one. */
export function onlyOne(name: string, found: readonly { key: string; text: string }[]): Matched {
  const [first, second] = found;
  if (!first) return { code: 'row.feature-unknown', params: { name } };
  if (!second) return { key: first.key };
  return {
    code: 'row.feature-ambiguous',
    params: {
      name,
      found: found
        .slice(0, 4)
        .map(({ text }) => text)
        .join('、'),
    },
  };
}
