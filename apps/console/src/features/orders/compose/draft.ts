import { newId } from '@muster/client/ids';
import type { KeptItem } from '@muster/client/uploads/upload-list';
import type { AreaLevel } from '@muster/contract/areas/area-code';
import { codeLength, levelOfCode } from '@muster/contract/areas/area-code';
import type { Question } from '@muster/contract/orders/answers';
import type { Audience, AudienceTerm, CopyTerm } from '@muster/contract/orders/audience';
import { factKey } from '@muster/contract/orders/facts';
import type { Each, GroundCondition } from '@muster/contract/orders/ground';
import { answerWithin, type Urgency } from '@muster/contract/orders/limits';
import type { Role } from '@muster/contract/people/roles';

export interface PickedArea {
  code: string;
  name: string;
}

export type Depth = Exclude<AreaLevel, 'city'> | 'self';

export interface DraftQuestion {
  key: string;
  kind: Question['kind'];
  text: string;
  perArea: boolean;
  /** Asked of each compound, of all or of one kind. */
  each?: Each | undefined;
  /** As typed: 人手、隔离带、都不缺 */
  options: string;
  /** Of a number: what it is called in this city; empty when it has no name. */
  fact?: string;
  /** The number that is on record is used instead: shown, not asked. */
  used?: { sum: number; latestAt: string } | null;
}

/** What is written before an order exists; kept on this device as it is typed. */
export interface Draft {
  /** Made with the draft, so that sending it twice makes one order. */
  orderId: string;
  urgency: Urgency;
  title: string;
  body: string;
  areas: PickedArea[];
  depth: Depth;
  except: PickedArea[];
  /** Only where any of these is so now; nothing here: everywhere. */
  where: GroundCondition[];
  units: { id: string; name: string }[];
  role: { role: Role | null; under: PickedArea | null } | null;
  questions: DraftQuestion[];
  /** Null: as proposed by the urgency. */
  answerBy: string | null;
  /** Who gets it for information. */
  copies: { areas: PickedArea[]; units: { id: string; name: string }[]; seesProgress: boolean } | null;
  /** Files that have arrived at the server. */
  attachments: readonly KeptItem[];
}

export function emptyDraft(areas: PickedArea[] = []): Draft {
  return {
    orderId: newId(),
    urgency: 'urgent',
    title: '',
    body: '',
    areas,
    depth: areas.length > 0 && areas.every((area) => area.code.length >= 12) ? 'self' : 'community',
    except: [],
    where: [],
    units: [],
    role: null,
    questions: [],
    answerBy: null,
    copies: null,
    attachments: [],
  };
}

/** The areas at the chosen depth below a picked one; the picked one itself where the depth is its own or lies above. */
function termOf(area: PickedArea, depth: Depth): AudienceTerm {
  const level = levelOfCode(area.code);
  if (depth === 'self' || level === null || codeLength(depth) <= area.code.length) return { kind: 'areas', codes: [area.code] };
  return { kind: 'areasAtLevel', level: depth, under: area.code };
}

/** Levels below which something of the ground can be so. */
export const whereLevels = ['community', 'subdistrict', 'district'] as const;

/** With conditions a term for each of them: who meets one gets it, and gets it once. */
function termsOf(area: PickedArea, { depth, where }: Pick<Draft, 'depth' | 'where'>): AudienceTerm[] {
  const level = whereLevels.find((one) => one === depth);
  if (where.length === 0 || level === undefined || codeLength(level) < area.code.length) return [termOf(area, depth)];
  return where.map((condition) => ({ kind: 'areasWhere', level, under: area.code, where: condition }));
}

export function audienceOf(draft: Draft): Audience {
  const include: AudienceTerm[] = draft.areas.flatMap((area) => termsOf(area, draft));
  if (draft.units.length > 0) include.push({ kind: 'units', unitIds: draft.units.map((unit) => unit.id) });
  if (draft.role?.role && draft.role.under) include.push({ kind: 'peopleByRole', role: draft.role.role, under: draft.role.under.code });
  // An exception takes the area's own desk away and everything of the chosen depth below it.
  const except = draft.except.flatMap((area): AudienceTerm[] => {
    const below = termOf(area, draft.depth);
    return below.kind === 'areas' ? [below] : [{ kind: 'areas', codes: [area.code] }, below];
  });
  return { include, except };
}

/** Who gets a copy: the desks of the areas themselves, and units. */
export function copiesOf({ copies }: Draft): CopyTerm[] {
  if (!copies) return [];
  return [
    ...(copies.areas.length > 0 ? [{ kind: 'areas' as const, codes: copies.areas.map((area) => area.code) }] : []),
    ...(copies.units.length > 0 ? [{ kind: 'units' as const, unitIds: copies.units.map((unit) => unit.id) }] : []),
  ];
}

/** 人手、隔离带、都不缺 → three options with keys that stay. */
export function optionsOf(text: string): { key: string; text: string }[] {
  return text
    .split(/[、,，;；\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .slice(0, 6)
    .map((one, i) => ({ key: `o${i + 1}`, text: one.slice(0, 20) }));
}

/** A name that can be found again; one letter or only signs are none. */
function factOf(question: DraftQuestion): string | null {
  const fact = (question.fact ?? '').trim();
  return fact.length >= 2 && factKey(fact) !== '' ? fact : null;
}

export function questionsOf(draft: Draft): Question[] {
  return draft.questions
    .filter((question) => question.text.trim() !== '' && !question.used)
    .map((question) => ({
      key: question.key,
      kind: question.kind,
      text: question.text.trim(),
      perArea: question.perArea,
      ...(question.each ? { each: question.each } : {}),
      required: true,
      ...(question.kind === 'choice' ? { options: optionsOf(question.options) } : {}),
      ...(question.kind === 'number' && factOf(question) ? { fact: factOf(question) as string } : {}),
    }));
}

/** How many are really asked: a number that is on record is used, not asked. */
function questionsAsked(draft: Draft): number {
  return draft.questions.filter((question) => !question.used).length;
}

/** What is asked lacks nothing: a question without text or a choice without options is not previewed. */
export function completeQuestions(draft: Draft): Question[] {
  return questionsOf(draft).filter((question) => question.kind !== 'choice' || (question.options?.length ?? 0) >= 2);
}

/** The answer-by limit as it would be sent now, on a whole five minutes; null when nothing is asked. */
export function answerByOf(draft: Draft, now: number): string | null {
  if (questionsAsked(draft) === 0) return null;
  if (draft.answerBy) return draft.answerBy;
  const step = 5 * 60_000;
  return new Date(Math.ceil((now + answerWithin[draft.urgency]) / step) * step).toISOString();
}

export type FaultField = 'title' | 'body' | 'audience' | 'answerBy' | `question:${string}` | `options:${string}`;

/** What the draft still lacks, in the order of the page. */
export function draftFaults(draft: Draft): FaultField[] {
  const faults: FaultField[] = [];
  if (draft.title.trim().length < 2) faults.push('title');
  if (draft.body.trim().length < 2) faults.push('body');
  if (audienceOf(draft).include.length === 0) faults.push('audience');
  for (const question of draft.questions) {
    if (question.text.trim() === '') faults.push(`question:${question.key}`);
    else if (question.kind === 'choice' && optionsOf(question.options).length < 2) faults.push(`options:${question.key}`);
  }
  return faults;
}

/** What was said of a field when it was sent: what the draft lacks, or what the server refused of the draft as it was then. */
export interface SaidFault {
  text: string;
  refused: Draft | null;
}

/**
 * Of the faults that were said, those that still stand: a field that has been put right, or has been changed since the
 * server refused it, is right until it is sent again. What was not said yet is not, so that nothing turns red while it is typed.
 */
export function standingFaults(said: ReadonlyMap<FaultField, SaidFault>, draft: Draft): Map<FaultField, string> {
  const lacking = new Set(draftFaults(draft));
  const stands = (field: FaultField, { refused }: SaidFault) =>
    refused === null ? lacking.has(field) : JSON.stringify(partOf(field, refused)) === JSON.stringify(partOf(field, draft));
  return new Map([...said].filter(([field, fault]) => stands(field, fault)).map(([field, { text }]) => [field, text]));
}

/** What of the draft a field holds. */
function partOf(field: FaultField, draft: Draft): unknown {
  switch (field) {
    case 'title':
    case 'body':
      return draft[field];
    case 'audience':
      return audienceOf(draft);
    case 'answerBy':
      return [draft.answerBy, draft.urgency];
    default:
      return draft.questions.find((question) => field.endsWith(`:${question.key}`));
  }
}

/** The field of the page that a pointer of a problem means. */
export function fieldOfPointer(pointer: string, draft: Draft): FaultField | null {
  if (pointer.startsWith('/title')) return 'title';
  if (pointer.startsWith('/body')) return 'body';
  if (pointer.startsWith('/audience') || pointer.startsWith('/copies')) return 'audience';
  if (pointer.startsWith('/answerBy') || pointer.startsWith('/acknowledgeBy')) return 'answerBy';
  const question = /^\/questions\/(\d+)(\/options)?/.exec(pointer);
  const asked = question ? draft.questions.filter((one) => one.text.trim() !== '' && !one.used)[Number(question[1])] : undefined;
  if (!asked) return null;
  return question?.[2] ? `options:${asked.key}` : `question:${asked.key}`;
}

const keyOf = (desk: string) => `muster.draft.order.${desk}`;

export function readDraft(desk: string): Draft | null {
  try {
    const text = localStorage.getItem(keyOf(desk));
    const draft = text ? (JSON.parse(text) as Partial<Draft>) : null;
    return draft?.orderId ? { ...emptyDraft(), ...draft } : null;
  } catch {
    return null;
  }
}

export function keepDraft(desk: string, draft: Draft | null): boolean {
  try {
    if (draft) localStorage.setItem(keyOf(desk), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(desk));
    return true;
  } catch {
    // Private mode or full: the page still holds it.
    return false;
  }
}
