/** Files as they come from phones and desks, and a hand that sends them by the tus protocol over a real connection. */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { sessionCookie } from '../platform/http/server.ts';
import { newId } from '../platform/ids.ts';
import type { Caller } from './http-city.fixture.ts';

export interface Sent {
  status: number;
  offset: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read by name in tests
  body: any;
  headers: Headers;
}

export interface Sender {
  create: (upload: {
    id?: string;
    name?: string;
    type?: string;
    purpose?: string;
    length: number;
    data?: Uint8Array;
  }) => Promise<Sent & { id: string }>;
  head: (id: string) => Promise<Sent>;
  patch: (id: string, offset: number, data: Uint8Array) => Promise<Sent>;
  remove: (id: string) => Promise<Sent>;
  get: (id: string, more?: { size?: 'thumb'; headers?: Record<string, string> }) => Promise<Response>;
  /** Creates and sends all of it; the answer of the last request. */
  send: (data: Uint8Array, more?: { id?: string; name?: string; type?: string; purpose?: string }) => Promise<Sent & { id: string }>;
}

/** `server` must listen. */
export function senderOf(server: FastifyInstance, caller: Caller): Sender {
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  const base = `http://127.0.0.1:${address.port}/api`;
  const common = { 'x-muster': '1', ...(caller.token ? { cookie: `${sessionCookie}=${caller.token}` } : {}) };
  async function ask(method: string, path: string, headers: Record<string, string>, body?: Uint8Array): Promise<Sent> {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { ...common, 'tus-resumable': '1.0.0', ...headers },
      ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
    });
    const text = await response.text();
    const offset = response.headers.get('upload-offset');
    const parsed = text.startsWith('{') ? JSON.parse(text) : text;
    return { status: response.status, offset: offset === null ? null : Number(offset), body: parsed, headers: response.headers };
  }
  const octets = { 'content-type': 'application/offset+octet-stream' };
  const sender: Sender = {
    async create({ id = newId(), name = '', type = '', purpose, length, data }) {
      const said = { fileId: id, filename: name, filetype: type, ...(purpose ? { purpose } : {}) };
      const metadata = Object.entries(said).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`.trim());
      const headers = { 'upload-length': String(length), 'upload-metadata': metadata.join(','), ...(data ? octets : {}) };
      return { id, ...(await ask('POST', '/uploads', headers, data)) };
    },
    head: (id) => ask('HEAD', `/uploads/${id}`, {}),
    patch: (id, offset, data) => ask('PATCH', `/uploads/${id}`, { ...octets, 'upload-offset': String(offset) }, data),
    remove: (id) => ask('DELETE', `/uploads/${id}`, {}),
    get: (id, more = {}) =>
      fetch(`${base}/files/${id}${more.size ? `?size=${more.size}` : ''}`, { headers: { ...common, ...more.headers } }),
    async send(data, more = {}) {
      const created = await sender.create({ ...more, length: data.length });
      if (created.status !== 201) return created;
      return { ...(await sender.patch(created.id, created.offset ?? 0, data)), id: created.id };
    },
  };
  return sender;
}

/** A photograph as a phone writes it: held upright (orientation 6), with the place where it was taken. The left half is red, the right blue. */
export async function photoWithPlace(width = 400, height = 300): Promise<Buffer> {
  const half = Math.floor(width / 2);
  const red = await sharp({ create: { width: half, height, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: '#0000ff' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .jpeg({ quality: 90 })
    .withExif({
      IFD0: { Make: 'Huawei', Model: 'P40', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '33/1 44/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '113/1 18/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

export async function picture(width = 64, height = 48, format: 'png' | 'jpeg' | 'webp' | 'gif' = 'png'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#2f6f5e' } })
    .toFormat(format)
    .toBuffer();
}

export function pdf(text = 'Muster'): Buffer {
  const body = [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj',
    `4 0 obj<</Length ${44 + text.length}>>stream\nBT /F1 24 Tf 40 100 Td (${text}) Tj ET\nendstream endobj`,
    'trailer<</Root 1 0 R>>',
    '%%EOF',
  ];
  return Buffer.from(body.join('\n'));
}

/** An archive of stored entries: enough for what only looks into it. */
export function zip(entries: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content);
    const bytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(bytes.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 6);
    central.writeUInt32LE(crc32(data), 16);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(data.length, 24);
    central.writeUInt16LE(bytes.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local, bytes, data);
    centrals.push(central, bytes);
    offset += 30 + bytes.length + data.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const main = { docx: 'wordprocessingml.document.main', xlsx: 'spreadsheetml.sheet.main', pptx: 'presentationml.presentation.main' };
export function officeDocument(kind: keyof typeof main, more: Record<string, string> = {}): Buffer {
  const part = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml', pptx: 'ppt/presentation.xml' }[kind];
  return zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${main[kind]}+xml"/></Types>`,
    [part]: '<x/>',
    ...more,
  });
}

/** The head of a compound file with the names of its streams: Word and Excel before 2007, and installers. */
export function compound(...streams: string[]): Buffer {
  const head = Buffer.alloc(512);
  head.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return Buffer.concat([head, ...streams.map((name) => Buffer.from(name, 'utf16le')), Buffer.alloc(512)]);
}

export const executable = (): Buffer => readFileSync(process.execPath).subarray(0, 8192);

function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
