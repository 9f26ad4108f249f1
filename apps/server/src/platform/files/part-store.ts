import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { diskProblem } from './disk-fault.ts';
import { type FilesFolder, sizeOf } from './files-folder.ts';
import type { UploadRow } from './upload-book.ts';

/**
 * The bytes that have arrived, one file each. What is known of an upload is in the database and is handed in by `rowOf`; how
 * far it is, the file itself says, so nothing has to agree after a crash. (The library's own store keeps a second file beside
 * each, cuts off what is there when an upload is created again, and does not say when the disk is full.)
 */
export class PartStore extends DataStore {
  readonly #folder: FilesFolder;
  readonly #rowOf: (id: string) => UploadRow | undefined;

  constructor(folder: FilesFolder, rowOf: (id: string) => UploadRow | undefined) {
    super();
    this.extensions = ['creation', 'creation-with-upload'];
    this.#folder = folder;
    this.#rowOf = rowOf;
  }

  /** Never cuts off what is there: the same creation may be sent twice. */
  override async create(upload: Upload): Promise<Upload> {
    try {
      const file = await open(this.#folder.part(upload.id), 'a', 0o600);
      await file.close();
    } catch (error) {
      throw diskProblem(error);
    }
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = this.#rowOf(id);
    const offset = await sizeOf(this.#folder.part(id));
    if (!row || offset === null) throw ERRORS.FILE_NO_LONGER_EXISTS;
    return new Upload({ id, size: row.length, offset });
  }

  /** What came before the connection broke, or the disk was full, is kept: the rest follows it. */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    let received = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        received += chunk.length;
        done(null, chunk);
      },
    });
    const file = createWriteStream(this.#folder.part(id), { flags: 'r+', start: offset, flush: true });
    try {
      await pipeline(readable, count, file);
    } catch (error) {
      throw diskProblem(error);
    }
    return offset + received;
  }
}
