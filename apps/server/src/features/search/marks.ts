import type { Marked } from '@muster/contract/search/search.operations';
import type { Sought } from './query.ts';
import { initials, normal } from './search-keys.ts';

type Mark = [start: number, length: number];

const marksMost = 12;

/** Where the words stand in a text as it is written; by initials too where it is looked for so. */
export function marksIn(text: string, { words }: Sought, byInitials = false): Mark[] {
  const written = normal(text);
  const marks: Mark[] = [];
  for (const word of words) {
    let found = occurrences(written, word);
    if (found.length === 0 && byInitials) found = occurrences(initials(text), word);
    marks.push(...found);
  }
  return merged(marks).slice(0, marksMost);
}

function occurrences(text: string, word: string): Mark[] {
  const marks: Mark[] = [];
  for (let at = text.indexOf(word); at !== -1 && marks.length < marksMost; at = text.indexOf(word, at + word.length))
    marks.push([at, word.length]);
  return marks;
}

function merged(marks: Mark[]): Mark[] {
  const out: Mark[] = [];
  for (const mark of marks.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && mark[0] <= last[0] + last[1]) last[1] = Math.max(last[1], mark[0] + mark[1] - last[0]);
    else out.push([...mark]);
  }
  return out;
}

export function marked(text: string, sought: Sought, byInitials = false): Marked {
  return { text, marks: marksIn(text, sought, byInitials) };
}

const before = 12;
const shown = 60;

/** The part of a long text where the first word stands; null where none does. */
export function excerpt(text: string, sought: Sought): Marked | null {
  const plain = text.replace(/\s/g, ' ');
  const first = marksIn(plain, sought)[0];
  if (!first) return null;
  const start = Math.max(0, first[0] - before);
  const cut = plain.slice(start, start + shown);
  const shownText = `${start > 0 ? '…' : ''}${cut}${start + shown < plain.length ? '…' : ''}`;
  return marked(shownText, sought);
}
