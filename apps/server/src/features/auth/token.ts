import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; whoever has it is the session. The database keeps only its hash, so a stolen copy signs nobody in. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
