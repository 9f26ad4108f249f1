import { subjectsOf } from '@muster/client/outbox/entry';

import { useOutbox } from '../app/device.ts';
import { Link, paths } from '../app/nav.tsx';
import { Icon } from './icons.tsx';
import { piecesWords as w } from './pieces.words.ts';
import s from './waits.module.css';

/** What was done to a thing and is only on this phone yet, said where the thing stands; one that was refused leads to the decision. */
export function Waits({ subject }: { subject: string }) {
  const { entries } = useOutbox();
  const mine = entries.filter((entry) => subjectsOf(entry).includes(subject));
  if (mine.length === 0) return null;
  const isRefused = mine.some((entry) => entry.state === 'failed');
  return (
    <Link to={paths.outbox()} class={`${s.waits} ${isRefused ? s.refused : ''}`}>
      <Icon name={isRefused ? 'warning' : 'clock'} size={16} />
      {isRefused ? w.refused : w.waits}
    </Link>
  );
}
