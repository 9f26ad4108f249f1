import { readZip, textOf, withText, writeZip, type ZipPart } from '../zip-parts.ts';
import { columnLetters } from './book.ts';

/** What is written beside the rows of one leaf (leaf and rows from 1). */
export interface Notes {
  leaf: number;
  headerRow: number;
  rows: ReadonlyMap<number, string>;
}

/**
 * The user's own workbook with one more column, in red: everything else in it stays as it was, byte by byte, because only the parts
 * that get the column are written anew, and of these only the rows. Null where its parts are not written as usual (a prefix before
 * every name): then a plain one is made.
 */
export function annotateXlsx(data: Buffer, title: string, notes: readonly Notes[]): Buffer | null {
  const parts = readZip(data);
  const byName = new Map(parts?.map((part) => [part.name, part]));
  const styles = byName.get('xl/styles.xml');
  const paths = sheetPaths(byName);
  if (!parts || !styles || !paths) return null;
  const red = withRedStyle(textOf(styles));
  if (!red) return null;
  const changed = new Map<string, ZipPart>([[styles.name, withText(styles, red.xml)]]);
  for (const { leaf, headerRow, rows } of notes) {
    const part = byName.get(paths[leaf - 1] ?? '');
    if (!part) return null;
    const xml = withColumn(textOf(part), new Map([[headerRow, title], ...rows]), red.style);
    if (xml === null) return null;
    changed.set(part.name, withText(part, xml));
  }
  return writeZip(parts.map((part) => changed.get(part.name) ?? part));
}

function sheetPaths(parts: ReadonlyMap<string, ZipPart>): string[] | null {
  const book = parts.get('xl/workbook.xml');
  const relations = parts.get('xl/_rels/workbook.xml.rels');
  if (!book || !relations) return null;
  const targets = new Map<string, string>();
  for (const [tag] of textOf(relations).matchAll(/<Relationship\b[^>]*>/g)) {
    const target = /\bTarget="([^"]*)"/.exec(tag)?.[1] ?? '';
    targets.set(/\bId="([^"]*)"/.exec(tag)?.[1] ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  return [...textOf(book).matchAll(/<sheet\b[^>]*>/g)].map(([tag]) => targets.get(/\br:id="([^"]*)"/.exec(tag)?.[1] ?? '') ?? '');
}

function withRedStyle(xml: string): { xml: string; style: number } | null {
  const fonts = /<fonts\b[^>]*>([\s\S]*?)<\/fonts>/.exec(xml);
  const formats = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(xml);
  if (!fonts || !formats) return null;
  const font = [...(fonts[1] as string).matchAll(/<font\b/g)].length;
  const style = [...(formats[1] as string).matchAll(/<xf\b/g)].length;
  const redFont = '<font><b/><sz val="10"/><color rgb="FFBF2A16"/><name val="宋体"/><family val="3"/><charset val="134"/></font>';
  const redFormat = `<xf numFmtId="49" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`;
  const put = (all: string, name: string, more: string, count: number) =>
    all.replace(
      new RegExp(`<${name}\\b[^>]*>([\\s\\S]*?)</${name}>`),
      (_, inside) => `<${name} count="${count + 1}">${inside}${more}</${name}>`,
    );
  return { xml: put(put(xml, 'fonts', redFont, font), 'cellXfs', redFormat, style), style };
}

/** Behind the last column that anything stands in. */
function withColumn(xml: string, texts: ReadonlyMap<number, string>, style: number): string | null {
  if (!/<sheetData\b/.test(xml)) return null;
  let last = 0;
  for (const [, letters] of xml.matchAll(/<c r="([A-Z]{1,3})\d+"/g)) last = Math.max(last, columnNumber(letters as string));
  if (last === 0) return null;
  const letters = columnLetters(last);
  const seen = new Set<number>();
  const edited = xml.replace(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g, (all, attributes: string, cells: string | undefined) => {
    const row = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? 0);
    const text = texts.get(row);
    if (text === undefined) return all;
    seen.add(row);
    const cell = `<c r="${letters}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
    return `<row${attributes.replace(/\sspans="[^"]*"/, '')}>${cells ?? ''}${cell}</row>`;
  });
  if ([...texts.keys()].some((row) => !seen.has(row))) return null;
  return withWidth(edited.replace(/<dimension\b[^>]*\/>/, ''), last + 1);
}

function withWidth(xml: string, column: number): string {
  const col = `<col min="${column}" max="${column}" width="48" customWidth="1"/>`;
  const cols = /<cols>([\s\S]*?)<\/cols>/.exec(xml);
  if (!cols) return xml.replace(/<sheetData\b/, `<cols>${col}</cols><sheetData`);
  // One that is there for it already keeps its width: two for one column are a broken file.
  const taken = [...(cols[1] as string).matchAll(/\bmax="(\d+)"/g)].some(([, max]) => Number(max) >= column);
  return taken ? xml : xml.replace('</cols>', `${col}</cols>`);
}

const columnNumber = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const escaped = (text: string) => text.replace(unprintable, '').replace(/[&<>]/g, (mark) => marks[mark] ?? '');
