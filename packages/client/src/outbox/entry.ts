import type { OperationName } from '../call.ts';
import type { ClockReading } from '../clock.ts';
import type { routes } from '../routes.gen.ts';

export type CommandName = { [N in OperationName]: (typeof routes)[N][2] extends 'command' ? N : never }[OperationName];

/** What a refusal leaves behind: enough to say it in words later, in either language. */
export interface KeptProblem {
  code: string;
  status: number;
  params: Record<string, string | number | null>;
  requestId?: string | undefined;
}

/** Whose act it was. It is sent in no other name: another person on the same phone, or another assignment, waits. */
export interface Owner {
  personId: string;
  assignmentId: string;
}

/** One command that a person gave on this device and the server has not confirmed. */
export interface OutboxEntry {
  sequence: number;
  commandId: string;
  operation: CommandName;
  /** What it is about (a receipt, an assignment). Commands of one subject go in order, each after the one before. */
  subject: string;
  /** Of one that is about several (receipts acknowledged together): all of them. Each keeps its order. */
  subjects?: string[];
  input: Record<string, unknown>;
  /** What the screen needs to name it without network: an order’s number, the area’s name. */
  about: Record<string, string | number | null>;
  owner: Owner;
  doneAt: string;
  /** By which `doneAt` is set right when it is sent. Entries of an older app have none. */
  clock?: ClockReading;
  /** Photos that go apart: by their ids the command names them. */
  files?: string[];
  /** Not shown, not counted, and dropped when refused: what the device notes by itself (somebody opened an order). */
  quiet: boolean;
  /** `held`: the server has it and does it as soon as what it follows has come; it is asked again until it has. */
  state: 'waiting' | 'held' | 'failed';
  /** The server has kept it once: given up, it must be told. */
  wasHeld?: boolean;
  attempts: number;
  problem: KeptProblem | null;
}

export interface NewEntry {
  operation: CommandName;
  subject: string;
  subjects?: string[];
  /** Without `commandId` and `doneAt`: both are made when it is written down, and kept through all retries. */
  input: Record<string, unknown>;
  about?: Record<string, string | number | null>;
  quiet?: boolean;
  files?: string[];
  /** Of what it takes the place of: it was done then. */
  clock?: ClockReading;
}

/** What an entry is about. */
export function subjectsOf(entry: Pick<OutboxEntry, 'subject' | 'subjects'>): readonly string[] {
  return entry.subjects ?? [entry.subject];
}

/** The first waiting entry of each subject that may go now: one whose predecessor was refused stays behind it. */
export function nextToSend(entries: readonly OutboxEntry[], owner: Owner): OutboxEntry | undefined {
  const blocked = new Set<string>();
  for (const entry of entries) {
    const subjects = subjectsOf(entry);
    // One of several that is held back holds back the rest with it: they were done together.
    if (subjects.some((subject) => blocked.has(subject))) {
      for (const subject of subjects) blocked.add(subject);
      continue;
    }
    const isMine = entry.owner.personId === owner.personId && entry.owner.assignmentId === owner.assignmentId;
    if (entry.state === 'waiting' && isMine) return entry;
    // What follows a held one may go: it names it, and is held behind it.
    if (entry.state === 'held' && isMine) continue;
    for (const subject of subjects) blocked.add(subject);
  }
  return undefined;
}

/** The command that this one follows and that was not confirmed yet. Quiet ones wait for nobody and leave nothing behind that could be waited for. */
export function predecessorOf(entries: readonly OutboxEntry[], entry: OutboxEntry): string | undefined {
  if (entry.quiet) return undefined;
  const mine = subjectsOf(entry);
  const before = entries.filter(
    (one) =>
      subjectsOf(one).some((subject) => mine.includes(subject)) && one.sequence < entry.sequence && !one.quiet && one.state === 'held',
  );
  return before.at(-1)?.commandId;
}
