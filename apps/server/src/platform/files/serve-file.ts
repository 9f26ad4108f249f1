import { createReadStream } from 'node:fs';
import { uuid } from '@muster/contract/schemas';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from '../principal.ts';
import { notFound } from '../problem.ts';
import { type FilesFolder, sizeOf } from './files-folder.ts';

export interface ServedFile {
  id: string;
  name: string;
  type: string;
  sha256: string;
  isPicture: boolean;
}

export interface ServeOptions {
  folder: FilesFolder;
  principalOf: (request: FastifyRequest) => Promise<Principal>;
  /** Null: not there for him. */
  readableFile: (principal: Principal, id: string) => Promise<ServedFile | null>;
}

/**
 * `GET /api/files/:fileId`, with `?size=thumb` for the small form of a picture. Nothing of a file ever runs: its type is ours
 * and not guessed again, it has no origin of its own to act in, and only pictures that we made and PDF open in the browser.
 */
export function serveFiles(app: FastifyInstance, { folder, principalOf, readableFile }: ServeOptions): void {
  app.get<{ Params: { fileId: string }; Querystring: { size?: string } }>('/api/files/:fileId', async (request, reply) => {
    const principal = await principalOf(request);
    const { fileId } = request.params;
    const file = uuid.safeParse(fileId).success ? await readableFile(principal, fileId) : null;
    const isThumb = request.query.size === 'thumb';
    if (!file || (isThumb && !file.isPicture)) throw notFound();
    const etag = `"${file.sha256.slice(0, 32)}${isThumb ? '-thumb' : ''}"`;
    const opens = file.isPicture || file.type === 'application/pdf';
    reply.headers({
      'cache-control': 'private, no-cache',
      etag,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': file.type === 'application/pdf' ? pdfPolicy : "default-src 'none'; sandbox",
      'content-disposition': `${opens ? 'inline' : 'attachment'}; ${fileNameParameters(file.name)}`,
    });
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
    const path = folder.kept(file.id, isThumb ? 'thumb' : undefined);
    const size = await sizeOf(path);
    if (size === null) throw notFound();
    reply.headers({ 'content-type': isThumb ? 'image/jpeg' : typeHeader(file.type), 'content-length': size });
    return reply.send(request.method === 'HEAD' ? null : createReadStream(path));
  });
}

/** Without `sandbox`: browsers of some years ago do not show a sandboxed PDF. Their viewers give a document no origin of ours anyway. */
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

function typeHeader(type: string): string {
  // Tables of this country are GB18030 or UTF-8; whoever opens the file finds out, we do not say one of them for all.
  return type === 'text/plain' ? 'application/octet-stream' : type;
}

/** RFC 6266: plain letters for old clients, the name itself in UTF-8 (RFC 5987) for all others. */
function fileNameParameters(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
