import { buildingNameKey, compoundNameKey } from '@muster/contract/compounds/compound-names';
import type { SheetLine } from './sheet-line.ts';

/** Faults that only the whole file shows: one compound on two leaves, one building in two communities. */
export function checkFile(lines: readonly SheetLine[]): void {
  const compounds = new Map<string, SheetLine>();
  const buildings = new Map<string, { line: SheetLine; row: number }>();
  for (const line of lines) {
    if (!line.community || line.name === '') continue;
    const name = compoundNameKey(line.name);
    const key = `${line.community.code} ${name}`;
    const first = compounds.get(key);
    const row = line.rows[0] as number;
    if (first) {
      const params = { name: line.name, firstRow: String(first.rows[0]), firstLeaf: String(first.leaf) };
      line.faults.push({ leaf: line.leaf, row, column: null, code: 'compound.twice', params });
    } else compounds.set(key, line);
    const { road, number } = line.given;
    if (road === undefined || number === undefined) continue;
    for (const building of line.buildings) {
      const door = [name, road, number, buildingNameKey(building.name)].join(' ');
      const other = buildings.get(door);
      if (other && other.line.community?.code !== line.community.code) {
        const params = { name: building.name, community: other.line.community?.name ?? '', firstRow: String(other.row) };
        line.faults.push({ leaf: line.leaf, row: building.row, column: null, code: 'building.elsewhere', params });
      } else buildings.set(door, { line, row: building.row });
    }
  }
}
