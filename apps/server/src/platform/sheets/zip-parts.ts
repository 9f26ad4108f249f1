import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A part of an archive as it lies there: whoever changes one part copies the others as they are. */
export interface ZipPart {
  name: string;
  method: number;
  crc: number;
  plain: number;
  packed: Buffer;
}

const deflated = 8;
/** What one part may unpack to, whatever it says of itself. */
const plainMost = 600 * 1024 * 1024;

/** Null where it is no archive that this understands. */
export function readZip(zip: Buffer): ZipPart[] | null {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) return null;
  const parts: ZipPart[] = [];
  let at = zip.readUInt32LE(end + 16);
  while (at + 46 <= zip.length && zip.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [number, number, number];
    const size = zip.readUInt32LE(at + 20);
    const local = zip.readUInt32LE(at + 42);
    if (local + 30 > zip.length) return null;
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    parts.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      plain: zip.readUInt32LE(at + 24),
      packed: zip.subarray(from, from + size),
    });
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

export function textOf(part: ZipPart): string {
  return (part.method === deflated ? inflateRawSync(part.packed, { maxOutputLength: plainMost }) : part.packed).toString('utf8');
}

export function withText(part: ZipPart, text: string): ZipPart {
  const data = Buffer.from(text);
  return { name: part.name, method: deflated, crc: crc32(data), plain: data.length, packed: deflateRawSync(data, { level: 4 }) };
}

/** Names are UTF-8. */
const flags = 0x0800;

export function writeZip(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, method, crc, plain, packed } of parts) {
    const bytes = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(method, 4);
    facts.writeUInt16LE(0x21, 8);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(plain, 18);
    facts.writeUInt16LE(bytes.length, 22);
    pieces.push(Buffer.from([0x50, 0x4b, 3, 4]), facts, bytes, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, place, bytes);
    offset += 30 + bytes.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, list, end]);
}
