import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isSealed, keyring, SecretUnreadable } from './keyring.ts';
import { keyFile, keyFileFault, parseKey, readKeys } from './secret-key.ts';

const [first, second] = [randomBytes(32), randomBytes(32)] as const;
const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'muster-key-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true });
});

describe('a sealed secret', () => {
  const keys = keyring([first]);
  const sealed = keys.seal('totp:1', 'JBSWY3DPEHPK3PXP');

  test('opens for its purpose and nowhere else, and is never sealed the same twice', () => {
    expect(keys.open('totp:1', sealed)).toBe('JBSWY3DPEHPK3PXP');
    expect(() => keys.open('totp:2', sealed)).toThrow(SecretUnreadable);
    expect(keys.seal('totp:1', 'JBSWY3DPEHPK3PXP')).not.toBe(sealed);
    expect(isSealed(sealed)).toBe(true);
    expect(isSealed('JBSWY3DPEHPK3PXP')).toBe(false);
  });

  test('says nothing of itself, nor of its key, when it cannot be opened', () => {
    const changed = `${sealed.slice(0, -4)}AAAA`;
    for (const [ring, text] of [
      [keys, changed],
      [keyring([second]), sealed],
      [keys, 'in clear'],
    ] as const) {
      try {
        ring.open('totp:1', text);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(SecretUnreadable);
        expect(String(error)).not.toMatch(/JBSWY|in clear/);
        expect(String(error)).not.toContain(first.toString('base64').slice(0, 12));
      }
    }
  });

  test('opens after the key was changed as long as the old one stands behind it, and is then known as old', () => {
    const changed = keyring([second, first]);
    expect(changed.open('totp:1', sealed)).toBe('JBSWY3DPEHPK3PXP');
    expect(changed.isOld(sealed)).toBe(true);
    expect(changed.isOld(changed.seal('totp:1', 'x'))).toBe(false);
    expect(changed.isOld('in clear')).toBe(true);
  });
});

describe('the key', () => {
  test('is made once, for its owner alone, and is the same at the next start', () => {
    const place = folder();
    const [made] = readKeys(place, []);
    expect(statSync(keyFile(place)).mode & 0o777).toBe(0o600);
    expect(readKeys(place, [])).toEqual([made]);
    expect(keyFileFault(place)).toBeNull();
    chmodSync(keyFile(place), 0o644);
    expect(keyFileFault(place)).toContain('can be read by others');
  });

  test('is taken from the setting where there is one, and no file is made', () => {
    const place = folder();
    expect(readKeys(place, [first])).toEqual([first]);
    expect(keyFileFault(place)).toContain('missing');
  });

  test('that is damaged is told, and none is made in its place', () => {
    const place = folder();
    writeFileSync(keyFile(place), 'half a key');
    expect(() => readKeys(place, [])).toThrow('does not hold a key');
    expect(readFileSync(keyFile(place), 'utf8')).toBe('half a key');
  });

  test.each([
    [first.toString('base64'), true],
    [first.toString('base64url'), true],
    [first.toString('hex'), true],
    ['a password that is long enough to be thirty-two bytes', false],
    [first.subarray(1).toString('base64'), false],
    ['', false],
  ])('%s', (text, isKey) => {
    expect(parseKey(text) !== null).toBe(isKey);
  });
});
