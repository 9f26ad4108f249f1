import type { KeptProblem, Owner } from '../outbox/entry.ts';

/** A photo on this device, until the server has it and the command that names it is done. */
export interface KeptPhoto {
  /** Chosen here, kept through all attempts: by it the answer names the photo before it has arrived. */
  fileId: string;
  /** What it was taken for (a receipt): where it is shown until it is sent. */
  subject: string;
  owner: Owner;
  /** Not a Blob: some phones lose those from their storage when the app is killed. */
  data: ArrayBuffer;
  type: string;
  name: string;
  bytes: number;
  addedAt: number;
  /** Bytes that have arrived, as last heard. */
  sent: number;
  /** `draft`: belongs to an answer that is still being written, and goes nowhere. */
  state: 'draft' | 'waiting' | 'arrived' | 'failed';
  /** Something of it may be at the server: an attempt asks first how far it came. */
  hasBegun: boolean;
  problem: KeptProblem | null;
}

export function photoBlob({ data, type }: Pick<KeptPhoto, 'data' | 'type'>): Blob {
  return new Blob([data], { type });
}
