import { crc32, createDeflateRaw } from 'node:zlib';
import type { ByteSink } from './sheet.ts';

interface Part {
  name: Buffer;
  crc: number;
  packed: number;
  plain: number;
  offset: number;
}

const dosDate = 0x0021; // 1 January 1980: the time of the export stands in the sheet
/** Sizes and sum follow behind the bytes; names are UTF-8. */
const flags = 0x0808;
const deflated = 8;

/** Parts written one after the other, each as its bytes come: nothing is held back (APPNOTE 4.3.9, data descriptors). */
export function createZip(sink: ByteSink) {
  const parts: Part[] = [];
  let offset = 0;
  const write = async (bytes: Buffer) => {
    offset += bytes.length;
    await sink.write(bytes);
  };

  return {
    /** Opens a part; `end` it before the next. */
    async part(name: string) {
      const part: Part = { name: Buffer.from(name), crc: 0, packed: 0, plain: 0, offset };
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(flags, 6);
      head.writeUInt16LE(deflated, 8);
      head.writeUInt16LE(dosDate, 12);
      head.writeUInt16LE(part.name.length, 26);
      await write(Buffer.concat([head, part.name]));
      // Fast rather than small: it shares two processors with everybody's work.
      const deflate = createDeflateRaw({ level: 2 });
      const packed = (async () => {
        for await (const bytes of deflate as AsyncIterable<Buffer>) {
          part.packed += bytes.length;
          await write(bytes);
        }
      })();
      // Told to whoever writes next, or ends; until then it is no unhandled one.
      packed.catch(() => {});
      return {
        async write(text: string) {
          const bytes = Buffer.from(text);
          part.crc = crc32(bytes, part.crc);
          part.plain += bytes.length;
          if (!deflate.write(bytes)) await Promise.race([new Promise<void>((resolve) => deflate.once('drain', () => resolve())), packed]);
        },
        async end() {
          deflate.end();
          await packed;
          if (part.plain > 0xffffffff || offset > 0xffffffff) throw new Error('a sheet of more than 4 GiB');
          const tail = Buffer.alloc(16);
          tail.writeUInt32LE(0x08074b50, 0);
          tail.writeUInt32LE(part.crc, 4);
          tail.writeUInt32LE(part.packed, 8);
          tail.writeUInt32LE(part.plain, 12);
          await write(tail);
          parts.push(part);
        },
        abort() {
          deflate.destroy();
        },
      };
    },
    async end() {
      const start = offset;
      for (const part of parts) {
        const entry = Buffer.alloc(46);
        entry.writeUInt32LE(0x02014b50, 0);
        entry.writeUInt16LE(20, 4);
        entry.writeUInt16LE(20, 6);
        entry.writeUInt16LE(flags, 8);
        entry.writeUInt16LE(deflated, 10);
        entry.writeUInt16LE(dosDate, 14);
        entry.writeUInt32LE(part.crc, 16);
        entry.writeUInt32LE(part.packed, 20);
        entry.writeUInt32LE(part.plain, 24);
        entry.writeUInt16LE(part.name.length, 28);
        entry.writeUInt32LE(part.offset, 42);
        await write(Buffer.concat([entry, part.name]));
      }
      const size = offset - start;
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(parts.length, 8);
      end.writeUInt16LE(parts.length, 10);
      end.writeUInt32LE(size, 12);
      end.writeUInt32LE(start, 16);
      await write(end);
    },
  };
}
