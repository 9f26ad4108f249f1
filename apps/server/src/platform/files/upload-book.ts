import type { FilePurpose } from '@muster/contract/files/file-kinds';
import type { ProblemCode } from '@muster/contract/problems';
import type { Principal } from '../principal.ts';

/** What is known of an upload besides its bytes. */
export interface UploadRow {
  id: string;
  length: number;
  state: 'arriving' | 'kept' | 'refused' | 'gone';
  refusal: ProblemCode | null;
}

export interface NewUpload {
  id: string;
  name: string;
  purpose: FilePurpose;
  length: number;
}

/**
 * Where uploads are written down, for all servers that share the folder. Everything is asked in the name of whoever sends
 * the file: what is another person's does not exist.
 */
export interface UploadBook {
  /** A new one, or the one that he began before under this id. */
  begin: (principal: Principal, upload: NewUpload) => Promise<UploadRow>;
  find: (principal: Principal, id: string) => Promise<UploadRow | null>;
  /** All bytes are there: what they are is found out and kept, or refused. May be asked again and by several at once. */
  finish: (principal: Principal, id: string) => Promise<UploadRow>;
  /** Not wanted any more. False when it is in use, or not his. */
  discard: (principal: Principal, id: string) => Promise<boolean>;
  leases: Leases;
}

/** Who writes to an upload now, across servers. A holder that was killed has it for some seconds more. */
export interface Leases {
  /** True: taken. False: another has it, and was asked to let go. */
  take: (principal: Principal, id: string, holder: string) => Promise<boolean>;
  renew: (principal: Principal, id: string, holder: string) => Promise<'held' | 'asked' | 'lost'>;
  release: (principal: Principal, id: string, holder: string) => Promise<void>;
}
