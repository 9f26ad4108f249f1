import type { Question } from '@muster/contract/orders/answers';

/** A piece of a text beside the one it was made from. */
export interface TextPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** What an order says, as far as an amendment may change it. Instants as text. */
export interface SaidText {
  title: string;
  body: string;
  questions: readonly Question[];
  acknowledgeBy: string;
  answerBy: string | null;
}

/** 原 → 现: one thing that is another now; null where there was, or is, none. */
export interface Replaced<T> {
  before: T | null;
  after: T | null;
}

export interface OrderDifference {
  title: TextPart[] | null;
  body: TextPart[] | null;
  acknowledgeBy: Replaced<string> | null;
  answerBy: Replaced<string> | null;
  /** Questions that are new, gone, or asked in other words; what is asked as before is left out. */
  questions: Replaced<Question>[];
}

/** What is different between two revisions of an order. */
export function orderDifference(before: SaidText, after: SaidText): OrderDifference {
  const text = (a: string, b: string) => (a === b ? null : textDifference(a, b));
  const instant = (a: string | null, b: string | null) => ((a && Date.parse(a)) === (b && Date.parse(b)) ? null : { before: a, after: b });
  return {
    title: text(before.title, after.title),
    body: text(before.body, after.body),
    acknowledgeBy: instant(before.acknowledgeBy, after.acknowledgeBy),
    answerBy: instant(before.answerBy, after.answerBy),
    questions: questionDifference(before.questions, after.questions),
  };
}

export function isDifferent(difference: OrderDifference): boolean {
  const { title, body, acknowledgeBy, answerBy, questions } = difference;
  return title !== null || body !== null || acknowledgeBy !== null || answerBy !== null || questions.length > 0;
}

function questionDifference(before: readonly Question[], after: readonly Question[]): Replaced<Question>[] {
  const rows: Replaced<Question>[] = [];
  for (const question of after) {
    const was = before.find((one) => one.key === question.key) ?? null;
    if (was === null || JSON.stringify(sorted(was)) !== JSON.stringify(sorted(question))) rows.push({ before: was, after: question });
  }
  for (const question of before) if (!after.some((one) => one.key === question.key)) rows.push({ before: question, after: null });
  return rows;
}

function sorted(question: Question): unknown {
  return Object.entries(question)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Sentences with their ends, so that put together they are the text again. */
const sentence = /[^。！？；!?;\n]*[。！？；!?;\n]+|[^。！？；!?;\n]+/gu;
/** Characters; what is read as one (a time, a number, a Latin word) stays one. */
const character = /[0-9A-Za-z]+(?:[:.,-][0-9A-Za-z]+)*|./gsu;
/** Characters of both texts, above which a changed passage is shown as a whole: reading it letter by letter helps nobody. */
const charactersMost = 1200;

/**
 * What became of a text. First by sentences; a sentence that was changed is looked at by characters, as long as most of
 * it stayed: a passage of which only crumbs are left reads better struck out and written anew.
 */
export function textDifference(before: string, after: string): TextPart[] {
  const parts: TextPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    parts.push(...passage(removed, added));
    removed = '';
    added = '';
  };
  for (const part of lineUp(before.match(sentence) ?? [], after.match(sentence) ?? [])) {
    if (part.kind === 'same') {
      flush();
      parts.push(part);
    } else if (part.kind === 'removed') removed += part.text;
    else added += part.text;
  }
  flush();
  return joined(parts);
}

function passage(removed: string, added: string): TextPart[] {
  const whole: TextPart[] = [
    ...(removed ? [{ kind: 'removed' as const, text: removed }] : []),
    ...(added ? [{ kind: 'added' as const, text: added }] : []),
  ];
  if (!removed || !added || removed.length + added.length > charactersMost) return whole;
  const parts = withoutCrumbs(lineUp(removed.match(character) ?? [], added.match(character) ?? []));
  const kept = parts.filter((part) => part.kind === 'same').reduce((sum, part) => sum + part.text.length, 0);
  return kept * 2 < Math.min(removed.length, added.length) ? whole : joined(parts);
}

/** One character that stayed between two that did not (a comma, mostly) is no help to the eye: it goes with them. */
function withoutCrumbs(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) result.push({ kind: 'removed', text: removed });
    if (added) result.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [i, part] of parts.entries()) {
    const isCrumb = part.kind === 'same' && part.text.length === 1 && i > 0 && i < parts.length - 1;
    if (part.kind === 'same' && !isCrumb) {
      flush();
      result.push(part);
      continue;
    }
    if (part.kind !== 'added') removed += part.text;
    if (part.kind !== 'removed') added += part.text;
  }
  flush();
  return result;
}

/** The longest common subsequence of two lists of pieces, told as parts; removed before added. */
function lineUp(before: readonly string[], after: readonly string[]): TextPart[] {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        before[i] === after[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
  const parts: TextPart[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      parts.push({ kind: 'same', text: before[i] as string });
      i++;
      j++;
    } else if (
      j >= after.length ||
      (i < before.length && (lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number))
    )
      parts.push({ kind: 'removed', text: before[i++] as string });
    else parts.push({ kind: 'added', text: after[j++] as string });
  }
  return joined(parts);
}

function joined(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else result.push({ ...part });
  }
  return result;
}
