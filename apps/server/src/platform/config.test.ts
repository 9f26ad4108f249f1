import { describe, expect, test } from 'vitest';
import { readConfig, root } from './config.ts';
import { StartFault } from './start-fault.ts';

const fault = (environment: Record<string, string>, args: string[] = []) => {
  try {
    readConfig(environment, args);
  } catch (error) {
    if (error instanceof StartFault) return error.message;
    throw error;
  }
  return undefined;
};

describe('settings', () => {
  test('without any variable Muster is a demonstration on this machine only', () => {
    const config = readConfig({}, []);
    expect(config).toMatchObject({ port: 4100, host: '127.0.0.1', dataFolder: `${root}/.muster`, demo: true, alive: false });
    expect(config.databaseUrl).toBeUndefined();
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('an empty variable counts as not set', () => {
    expect(readConfig({ MUSTER_PORT: '', MUSTER_DATA: ' ' }, [])).toMatchObject({ port: 4100, dataFolderIsChosen: false });
  });

  test('accounts are in the database of the city unless they have their own', () => {
    const city = 'postgres://m:x@db/city';
    expect(readConfig({ DATABASE_URL: city }, []).sharedDatabaseUrl).toBe(city);
    expect(readConfig({ DATABASE_URL: city, SHARED_DATABASE_URL: 'postgres://m@db/shared' }, []).sharedDatabaseUrl).toBe(
      'postgres://m@db/shared',
    );
  });

  test('--alive and MUSTER_ALIVE say the same', () => {
    expect(readConfig({}, ['--alive']).alive).toBe(true);
    expect(readConfig({ MUSTER_ALIVE: '1' }, []).alive).toBe(true);
  });

  test.each([
    [{ MUSTER_PORT: '41oo' }, 'MUSTER_PORT is "41oo"'],
    [{ MUSTER_PORT: '70000' }, 'MUSTER_PORT'],
    [{ MUSTER_HOST: 'http://here' }, 'MUSTER_HOST'],
    [{ MUSTER_HOST: '127.0.0.1:4100' }, 'MUSTER_HOST'],
    [{ MUSTER_DEMO: 'maybe' }, 'MUSTER_DEMO is "maybe"'],
    [{ DATABASE_URL: 'mysql://a/b' }, 'DATABASE_URL begins with "mysql://"'],
    [{ DATABASE_URL: 'postgres://host' }, 'DATABASE_URL names no database'],
    [{ SHARED_DATABASE_URL: 'postgres://host/db' }, 'DATABASE_URL is not'],
    [{ MUSTER_SPONSOR: '长'.repeat(81) }, '81 characters'],
  ])('%o is told by name', (environment, words) => {
    expect(fault(environment)).toContain(words);
  });

  test('IPv6 addresses are hosts', () => {
    expect(fault({ MUSTER_HOST: '::1' })).toBeUndefined();
  });

  test('all faults are told at once', () => {
    const said = fault({ MUSTER_PORT: 'x', MUSTER_DEMO: 'y' }, ['--lively']);
    expect(said).toContain('MUSTER_PORT');
    expect(said).toContain('MUSTER_DEMO');
    expect(said).toContain('--lively');
  });

  test('a password is never repeated on the terminal', () => {
    expect(fault({ DATABASE_URL: 'postgres://m:p@ss:wo/rd:x@h:9z/db' })).not.toContain('p@ss');
  });
});
