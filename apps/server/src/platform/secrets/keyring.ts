import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** What a secret is for, as `totp:<account>`: sealed into it, so that a ciphertext moved to another row does not open there. */
export type Purpose = `${string}:${string}`;

export interface Secrets {
  /** Of the key that seals now. */
  keyId: string;
  /** `v1.<key id>.<nonce, ciphertext and tag>`: the key id says which of several keys opens it. */
  seal: (purpose: Purpose, text: string) => string;
  /** Throws `SecretUnreadable` when its key is not here, or when it was changed or belongs elsewhere. */
  open: (purpose: Purpose, sealed: string) => string;
  /** Whether one of the keys here is its own. */
  mayOpen: (sealed: string) => boolean;
  /** Not sealed, or by a key that seals no more. */
  isOld: (sealed: string) => boolean;
}

/** Says nothing of the secret: it may be logged. */
export class SecretUnreadable extends Error {
  readonly keyId: string;
  constructor(keyId: string) {
    super(`a secret cannot be read: it was sealed with the key ${keyId}`);
    this.name = 'SecretUnreadable';
    this.keyId = keyId;
  }
}

const shape = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;
export const isSealed = (text: string): boolean => shape.test(text);

/** Names a key without saying anything of it. */
function idOf(key: Buffer): string {
  return createHash('sha256').update('muster key id').update(key).digest('hex').slice(0, 8);
}

/** AES-256-GCM under the first of the keys; the others only open what was sealed before the key was changed. */
export function keyring(keys: readonly Buffer[]): Secrets {
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const [current] = keys;
  if (!current) throw new Error('a keyring needs a key');
  const keyId = idOf(current);
  return {
    keyId,
    seal(purpose, text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${keyId}.${sealed.toString('base64url')}`;
    },
    open(purpose, sealed) {
      const [, id = 'unknown', body = ''] = shape.exec(sealed) ?? [];
      const key = byId.get(id);
      if (!key) throw new SecretUnreadable(id);
      const bytes = Buffer.from(body, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(purpose));
        decipher.setAuthTag(bytes.subarray(-16));
        return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new SecretUnreadable(id);
      }
    },
    mayOpen: (sealed) => byId.has(shape.exec(sealed)?.[1] ?? ''),
    isOld: (sealed) => shape.exec(sealed)?.[1] !== keyId,
  };
}
