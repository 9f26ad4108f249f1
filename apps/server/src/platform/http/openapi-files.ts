import { filePurposes } from '@muster/contract/files/file-kinds';
import { type ProblemCode, problems } from '@muster/contract/problems';

type Json = Record<string, unknown>;

const text = { type: 'string' } as const;
const inHeader = (name: string, description: string, required = true): Json => ({
  name,
  in: 'header',
  required,
  schema: text,
  description,
});
const xMuster = {
  name: 'x-muster',
  in: 'header',
  required: true,
  schema: { type: 'string', const: '1' },
  description: 'Proves that no foreign page sent it',
};
const tusResumable = {
  name: 'tus-resumable',
  in: 'header',
  required: true,
  schema: { type: 'string', const: '1.0.0' },
  description: 'Version of the protocol',
};
const fileId = { name: 'fileId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const octets = { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } };

function refusals(...codes: ProblemCode[]): Json {
  const byStatus = Map.groupBy(
    new Set<ProblemCode>(['session.missing', 'session.expired', 'not-found', ...codes]),
    (code) => problems[code],
  );
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      { description: list.join(', '), content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  );
}

const kept: ProblemCode[] = ['file.type-refused', 'file.type-lies', 'file.unreadable', 'file.not-a-picture', 'storage.full'];

/** What carries bytes is no operation of the list: sending files by the tus protocol, and reading them. Described all the same. */
export const filePaths: Record<string, Json> = {
  '/api/uploads': {
    post: {
      operationId: 'createUpload',
      tags: ['files'],
      summary:
        'Begin to send a file by the tus protocol 1.0.0 (tus.io). The sender chooses its id; created again by the same person it is the same upload, from where it stands',
      parameters: [
        xMuster,
        tusResumable,
        inHeader('upload-length', 'Bytes of the whole file'),
        inHeader(
          'upload-metadata',
          `fileId (a UUID), filename, filetype, purpose (${filePurposes.join(' or ')}); each value in base64, joined by commas`,
        ),
      ],
      requestBody: { required: false, description: 'The first bytes, or all of them', content: octets },
      responses: {
        201: { description: 'Begun. `location` is where the rest goes, `upload-offset` how much is there' },
        ...refusals(
          'request.cross-site',
          'input.invalid',
          'file.empty',
          'file.too-large',
          'file.id-taken',
          'file.too-many-waiting',
          ...kept,
        ),
      },
    },
  },
  '/api/uploads/{fileId}': {
    head: {
      operationId: 'getUpload',
      tags: ['files'],
      summary: 'How much of one’s own upload has arrived, at whatever server it began',
      parameters: [fileId, tusResumable],
      responses: { 200: { description: '`upload-offset` of `upload-length`' }, ...refusals() },
    },
    patch: {
      operationId: 'continueUpload',
      tags: ['files'],
      summary: 'Send what follows. With the last byte the file is examined, and kept or refused',
      parameters: [fileId, xMuster, tusResumable, inHeader('upload-offset', 'Where these bytes begin')],
      requestBody: { required: true, content: octets },
      responses: {
        204: { description: 'Written. `upload-offset` is where the next ones begin' },
        ...refusals('request.cross-site', 'input.invalid', 'state.moved-on', 'file.too-large', ...kept),
      },
    },
    delete: {
      operationId: 'removeUpload',
      tags: ['files'],
      summary: 'Give up a file of one’s own that is attached to nothing',
      parameters: [fileId, xMuster],
      responses: { 204: { description: 'Removed' }, ...refusals('request.cross-site') },
    },
  },
  '/api/files/{fileId}': {
    get: {
      operationId: 'readFile',
      tags: ['files'],
      summary: 'A file of one’s own, or one attached to something that one sees',
      parameters: [
        fileId,
        {
          name: 'size',
          in: 'query',
          required: false,
          schema: { type: 'string', enum: ['thumb'] },
          description: 'The small form of a picture',
        },
      ],
      responses: {
        200: { description: 'Its bytes', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
        304: { description: 'As it was (`if-none-match`)' },
        ...refusals(),
      },
    },
  },
};
