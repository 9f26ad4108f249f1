/**
 * Settings come from the environment, are read once, and are wrong all at once or not at all: every fault of every variable is
 * told together, before anything is started. The list for administrators is in docs/operation.md.
 */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { FilePurpose } from '@muster/contract/files/file-kinds';
import { flagHeldAfter } from '@muster/contract/held/held-limit';
import { acknowledgeWithin, type Windows } from '@muster/contract/orders/limits';
import { parseKey } from './secrets/secret-key.ts';
import { fileBytesUsually, type TellingSettings, tellingUsually } from './settings.ts';
import { StartFault } from './start-fault.ts';

export interface Config {
  readonly port: number;
  /** 127.0.0.1 unless chosen otherwise: a demonstration with known sign-ins must not stand open on a network by accident. */
  readonly host: string;
  readonly dataFolder: string;
  /** False: nobody named it, so another place may be taken when this one cannot serve. */
  readonly dataFolderIsChosen: boolean;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Accounts, sessions, jobs. The same as `databaseUrl` unless given. */
  readonly sharedDatabaseUrl: string | undefined;
  /** Files that people send; several servers may share it. Undefined: `files` in the data folder. */
  readonly filesFolder: string | undefined;
  /** Bytes of one file, by what it is for. */
  readonly fileBytesMost: Readonly<Record<FilePurpose, number>>;
  /** Load the demonstration when the database is empty. */
  readonly demo: boolean;
  /** The simulator that keeps the demonstration moving. */
  readonly alive: boolean;
  /** Footer: 主办单位, ICP备案号. */
  readonly sponsor: string | undefined;
  readonly filingNumber: string | undefined;
  /** Milliseconds to acknowledge, by urgency. */
  readonly acknowledgeWithin: Windows;
  /** Milliseconds that a command may wait for its predecessor before its desk is told. */
  readonly flagHeldAfter: number;
  /** The first seals, the others open what they sealed before; none: the key file of the data folder. */
  readonly secretKeys: readonly Buffer[];
  readonly telling: TellingSettings;
  /** Address under which people reach Muster; messages link to it. */
  readonly publicUrl: string | undefined;
  /** Hosts with private or loopback addresses that channels may reach; `*`: all. */
  readonly privateHosts: readonly string[];
  /** Days after which messages are swept away. */
  readonly messageDays: number;
  readonly version: string;
}

export const root = join(import.meta.dirname, '../../../..');

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(environment: Environment = process.env, args: readonly string[] = process.argv.slice(2)): Config {
  const faults: string[] = [];
  const text = (name: string) => environment[name]?.trim() || undefined;

  const port = readPort(text('MUSTER_PORT'), faults);
  const host = text('MUSTER_HOST') ?? '127.0.0.1';
  if (/[\s/]/.test(host) || /:\d+$/.test(host.replace(/^[0-9a-f:]+$/i, ''))) {
    faults.push(`MUSTER_HOST is "${host}". Give a name or address only, as 0.0.0.0 or 10.1.2.3; the port is MUSTER_PORT.`);
  }
  const folder = text('MUSTER_DATA');
  const databaseUrl = readUrl('DATABASE_URL', text('DATABASE_URL'), faults);
  const sharedDatabaseUrl = readUrl('SHARED_DATABASE_URL', text('SHARED_DATABASE_URL'), faults);
  if (text('SHARED_DATABASE_URL') && !text('DATABASE_URL')) {
    faults.push('SHARED_DATABASE_URL is set but DATABASE_URL is not. Set both, or neither for the embedded database.');
  }
  const demo = readSwitch('MUSTER_DEMO', text('MUSTER_DEMO'), true, faults);
  const alive = readSwitch('MUSTER_ALIVE', text('MUSTER_ALIVE'), false, faults) || args.includes('--alive');
  const within = readWindows(text('MUSTER_ACKNOWLEDGE_MINUTES'), faults);
  const heldMinutes = readMinutes('MUSTER_HELD_MINUTES', text('MUSTER_HELD_MINUTES'), flagHeldAfter / 60_000, faults);
  const sponsor = readLine('MUSTER_SPONSOR', text('MUSTER_SPONSOR'), faults);
  const filingNumber = readLine('MUSTER_FILING_NUMBER', text('MUSTER_FILING_NUMBER'), faults);
  const filesFolder = text('MUSTER_FILES');
  const fileBytesMost = readFileSizes(text('MUSTER_FILE_MB'), faults);
  const secretKeys = readSecretKeys(text('MUSTER_SECRET_KEY'), faults);
  const digestMinutes = readNumber('MUSTER_DIGEST_MINUTES', text('MUSTER_DIGEST_MINUTES'), tellingUsually.digestMinutes, [1, 1440], faults);
  const quiet = readQuiet(text('MUSTER_QUIET_HOURS'), faults);
  const publicUrl = readPublicUrl(text('MUSTER_PUBLIC_URL'), faults);
  const privateHosts = (text('MUSTER_PRIVATE_HOSTS') ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
  const messageDays = readNumber('MUSTER_MESSAGE_DAYS', text('MUSTER_MESSAGE_DAYS'), 90, [1, 3650], faults);
  const strange = args.filter((arg) => arg !== '--alive');
  if (strange.length > 0) faults.push(`"${strange.join(' ')}" is not known here. npm start -- --alive is; settings are variables.`);

  if (faults.length > 0) throw new StartFault(faults.join('\n    '), 'Correct this and start again. All settings: docs/operation.md');
  return Object.freeze({
    port,
    host,
    dataFolder: folder ? (isAbsolute(folder) ? resolve(folder) : resolve(root, folder)) : join(root, '.muster'),
    dataFolderIsChosen: folder !== undefined,
    filesFolder: filesFolder && (isAbsolute(filesFolder) ? resolve(filesFolder) : resolve(root, filesFolder)),
    fileBytesMost,
    databaseUrl,
    sharedDatabaseUrl: sharedDatabaseUrl ?? databaseUrl,
    demo,
    alive,
    sponsor,
    filingNumber,
    acknowledgeWithin: within,
    flagHeldAfter: heldMinutes * 60_000,
    secretKeys,
    telling: { digestMinutes, quiet },
    publicUrl,
    privateHosts,
    messageDays,
    version: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
  });
}

/** 0 takes any free port: for tests. */
function readPort(value: string | undefined, faults: string[]): number {
  if (value === undefined) return 4100;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65535) return port;
  faults.push(`MUSTER_PORT is "${value}". It must be a whole number from 1 to 65535, as 4100.`);
  return 0;
}

/** Three numbers of minutes: routine/urgent/immediate. */
function readWindows(value: string | undefined, faults: string[]): Windows {
  if (value === undefined) return acknowledgeWithin;
  const [routine = Number.NaN, urgent = Number.NaN, immediate = Number.NaN, ...more] = value
    .split('/')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const minutes = [immediate, urgent, routine];
  const isOrdered = immediate <= urgent && urgent <= routine;
  if (more.length === 0 && isOrdered && minutes.every((one) => one > 0 && one <= 10_080))
    return { routine: routine * 60_000, urgent: urgent * 60_000, immediate: immediate * 60_000 };
  faults.push(
    `MUSTER_ACKNOWLEDGE_MINUTES is "${value}". It must be three numbers of minutes, routine/urgent/immediate, the longest first, as 1440/120/30.`,
  );
  return acknowledgeWithin;
}

function readMinutes(name: string, value: string | undefined, usual: number, faults: string[]): number {
  if (value === undefined) return usual;
  const minutes = Number(value);
  if (minutes >= 1 && minutes <= 1440) return minutes;
  faults.push(`${name} is "${value}". It must be a number of minutes from 1 to 1440, as ${usual}.`);
  return usual;
}

/** Two numbers of megabytes: photo/attachment. */
function readFileSizes(value: string | undefined, faults: string[]): Record<FilePurpose, number> {
  if (value === undefined) return fileBytesUsually;
  const [photo = Number.NaN, attachment = Number.NaN, ...more] = value
    .split('/')
    .map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : Number.NaN));
  const isRight = more.length === 0 && [photo, attachment].every((one) => one >= 1 && one <= 500);
  if (!isRight) faults.push(`MUSTER_FILE_MB is "${value}". It must be two numbers of megabytes, photo/attachment, from 1 to 500, as 5/20.`);
  return { photo: photo * 1024 * 1024, attachment: attachment * 1024 * 1024 };
}

function readNumber(name: string, value: string | undefined, usual: number, [least, most]: [number, number], faults: string[]): number {
  if (value === undefined) return usual;
  if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
  faults.push(`${name} is "${value}". It must be a whole number from ${least} to ${most}.`);
  return usual;
}

/** Several, with commas: the first seals, the others are those before it. Never the value itself in a message. */
function readSecretKeys(value: string | undefined, faults: string[]): Buffer[] {
  if (value === undefined) return [];
  const keys = value.split(',').map((one) => parseKey(one.trim()));
  if (keys.every((key) => key !== null)) return keys;
  faults.push(
    'MUSTER_SECRET_KEY must be 32 bytes in base64, as `openssl rand -base64 32` prints; after a change the old one behind a comma.',
  );
  return [];
}

function readQuiet(value: string | undefined, faults: string[]): TellingSettings['quiet'] {
  if (value === undefined) return tellingUsually.quiet;
  if (/^(0|off|none)$/i.test(value)) return null;
  const match = /^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)$/.exec(value);
  if (match) {
    const [, fromHour, fromMinute, toHour, toMinute] = match.map(Number) as [number, number, number, number, number];
    const quiet = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
    if (quiet.from !== quiet.to) return quiet;
  }
  faults.push(`MUSTER_QUIET_HOURS is "${value}". It must be two times of the day in the city, as 22:00-07:00, or off.`);
  return tellingUsually.quiet;
}

function readPublicUrl(value: string | undefined, faults: string[]): string | undefined {
  if (value === undefined) return undefined;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).pathname === '/') return new URL(value).origin;
  faults.push(`MUSTER_PUBLIC_URL is "${value}". It must be the address at which people open Muster, as https://muster.example.cn`);
  return undefined;
}

function readSwitch(name: string, value: string | undefined, usual: boolean, faults: string[]): boolean {
  if (value === undefined) return usual;
  if (/^(1|true|yes|on)$/i.test(value)) return true;
  if (/^(0|false|no|off)$/i.test(value)) return false;
  faults.push(`${name} is "${value}". It must be 1 or 0.`);
  return usual;
}

function readUrl(name: string, value: string | undefined, faults: string[]): string | undefined {
  if (value === undefined) return undefined;
  // Never the value itself in a message: it holds a password.
  const shape = `It must look like postgres://user:password@host:5432/database`;
  if (!URL.canParse(value)) {
    faults.push(`${name} is not an address. ${shape}; write special characters of the password as %40 (@), %2F (/), %3A (:).`);
    return undefined;
  }
  const url = new URL(value);
  if (!/^postgres(ql)?:$/.test(url.protocol)) faults.push(`${name} begins with "${url.protocol}//". ${shape}`);
  else if (url.pathname.length < 2) faults.push(`${name} names no database. ${shape}`);
  else return value;
  return undefined;
}

function readLine(name: string, value: string | undefined, faults: string[]): string | undefined {
  if (value !== undefined && value.length > 80) faults.push(`${name} has ${value.length} characters; the footer has room for 80.`);
  return value;
}
