/** Rows that are none: sums, remarks, who filled it in. */
const noData =
  /^(合\s*计|总\s*计|小\s*计|共\s*计|备\s*注|说\s*明|注\s*[:：]|填\s*表\s*(人|单位|日期|说明)|审\s*核\s*人?|负\s*责\s*人|制\s*表|total|sum|note)/i;
/** A row of the template that nobody has written over. */
const example = /^[（(【[]?\s*(示例|例|样例|example)\s*[）)】\]:：]/i;

export type RowKind = 'data' | 'blank' | 'total' | 'example';

/** By what stands first in it, or in the cell that names what the row is about. */
export function rowKind(cells: readonly string[], nameAt: number): RowKind {
  const first = cells.find((text) => text !== '');
  if (first === undefined) return 'blank';
  const name = cells[nameAt] ?? '';
  if (example.test(name) || example.test(first)) return 'example';
  return noData.test(first) || noData.test(name) ? 'total' : 'data';
}
