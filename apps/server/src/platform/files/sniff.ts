import { readFile } from 'node:fs/promises';
import type { FileKind } from '@muster/contract/files/file-kinds';
import { fileTypeFromBuffer } from 'file-type';

export interface Sniffed {
  kind: FileKind;
  type: string;
  extension: string;
}

const byType: Record<string, Sniffed> = {
  'image/jpeg': { kind: 'picture', type: 'image/jpeg', extension: 'jpg' },
  'image/png': { kind: 'picture', type: 'image/png', extension: 'png' },
  'image/webp': { kind: 'picture', type: 'image/webp', extension: 'webp' },
  'image/gif': { kind: 'picture', type: 'image/gif', extension: 'gif' },
  'image/avif': { kind: 'picture', type: 'image/avif', extension: 'avif' },
  'image/tiff': { kind: 'picture', type: 'image/tiff', extension: 'tif' },
  'application/pdf': { kind: 'pdf', type: 'application/pdf', extension: 'pdf' },
  ...office('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  ...office('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  ...office('pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'),
};

function office(kind: 'docx' | 'xlsx' | 'pptx', type: string): Record<string, Sniffed> {
  return { [type]: { kind, type, extension: kind } };
}

/** What a file is by what is in it; null when that is nothing that is taken. Its name and what was said of it play no part. */
export async function sniff(path: string, name: string): Promise<Sniffed | null> {
  const data = await readFile(path);
  const found = await fileTypeFromBuffer(data).catch(() => undefined);
  if (found?.mime === 'application/x-cfb') return compoundKind(data);
  if (found) {
    const known = byType[found.mime] ?? null;
    return known?.kind.endsWith('x') && hasMacros(data) ? null : known;
  }
  return isText(data) ? { kind: 'text', type: 'text/plain', extension: /\.csv$/i.test(name.trim()) ? 'csv' : 'txt' } : null;
}

/** A document that brings a program with it, whatever it says in its list of contents. */
function hasMacros(data: Buffer): boolean {
  return data.includes('vbaProject.bin') || data.includes('vbaData.xml');
}

/** Word, Excel and PowerPoint of before 2007 share their container with installers and mail: told apart by the streams in it. */
function compoundKind(data: Buffer): Sniffed | null {
  const holds = (stream: string) => data.includes(Buffer.from(stream, 'utf16le'));
  if (holds('_VBA_PROJECT')) return null;
  if (holds('WordDocument')) return { kind: 'doc', type: 'application/msword', extension: 'doc' };
  if (holds('PowerPoint Document')) return { kind: 'ppt', type: 'application/vnd.ms-powerpoint', extension: 'ppt' };
  if (holds('Workbook') || holds('Book')) return { kind: 'xls', type: 'application/vnd.ms-excel', extension: 'xls' };
  return null;
}

/** UTF-8 or GB18030, as tables of this country are, without control characters; nothing that a browser or a shell would run. */
function isText(data: Buffer): boolean {
  for (const byte of data) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) return false;
  const text = decoded(data);
  return (
    text !== null && !/^\s*(<|#!|%!|@echo)/i.test(text.replace(/^\uFEFF/, '').slice(0, 1000)) && !/<(script|svg|html|iframe)\b/i.test(text)
  );
}

function decoded(data: Buffer): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(data);
    } catch {
      // The next one.
    }
  }
  return null;
}
