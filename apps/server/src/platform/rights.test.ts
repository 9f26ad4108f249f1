import { describe, expect, test } from 'vitest';
import { refuseServer } from './rights.ts';

const good = { version: 150_018, shown: '15.18', replica: false, encoding: 'UTF8' };

describe('a server that cannot serve is refused in words', () => {
  test('15 serves', () => expect(() => refuseServer(good, 'x')).not.toThrow());
  test('14 is too old', () =>
    expect(() => refuseServer({ ...good, version: 140_012, shown: '14.12' }, '"city" at db')).toThrow(
      '"city" at db is PostgreSQL 14.12; Muster needs 15',
    ));
  test('a replica cannot be written', () => expect(() => refuseServer({ ...good, replica: true }, 'x')).toThrow('replica'));
  test('an encoding without Chinese', () =>
    expect(() => refuseServer({ ...good, encoding: 'SQL_ASCII' }, 'x')).toThrow('cannot hold Chinese'));
});
