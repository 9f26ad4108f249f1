import { lateTimes } from '@muster/ui/words/arrival.words';

/** When it was done and when it arrived, where a phone was without network in between; else nothing. */
export function BothTimes({ at, receivedAt, now }: { at: string; receivedAt: string | null; now: number }) {
  const text = lateTimes(at, receivedAt, now);
  return text && <span className="t3 s12"> {text}</span>;
}
