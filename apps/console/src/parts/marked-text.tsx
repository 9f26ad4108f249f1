import type { Marked } from '@muster/contract/search/search.operations';
import type { ReactNode } from 'react';

/** A text with what was sought in it marked, as the server found it. */
export function MarkedText({ of: { text, marks } }: { of: Marked }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, length] of marks) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, start + length)}</mark>);
    at = start + length;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
