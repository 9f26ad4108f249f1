import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
/** OWASP's least for Argon2id: 19 MiB, two passes, one lane; 35–50 ms on the machines this runs on. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

/** Argon2id in the PHC string format, so that a later cost can stand beside this one. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(nonce)}$${bare(tag)}`;
}

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [, , , parameters = '', nonce = '', expected = ''] = hash.split('$');
  const [memory, passes, parallelism] = parameters.split(',').map((part) => Number(part.slice(2))) as [number, number, number];
  const wanted = Buffer.from(expected, 'base64');
  const tag = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(nonce, 'base64'),
    tagLength: wanted.length,
    memory,
    passes,
    parallelism,
  });
  return timingSafeEqual(tag, wanted);
}

let nobodys: Promise<string> | undefined;
/** Takes as long as a real check, so that the time of an answer does not say which accounts exist. */
export async function verifyNobodysPassword(password: string): Promise<false> {
  nobodys ??= hashPassword(randomBytes(16).toString('hex'));
  await verifyPassword(await nobodys, password);
  return false;
}

const bare = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
