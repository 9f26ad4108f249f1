import { Link } from '@tanstack/react-router';
import { useList } from '../../app/query.ts';
import styles from './compounds.module.css';
import { compoundWords as words } from './compounds.words.ts';

/** What may have been entered twice, offered and not decided: the page of the first has the act that merges them. */
export function DuplicatesLine({ under }: { under: string }) {
  const pairs = useList('listCompoundDuplicates', { under, limit: 5 });
  if (!pairs.items || pairs.items.length === 0) return null;
  return (
    <ul className={styles.duplicates}>
      {pairs.items.map(({ one, other, why }) => (
        <li key={`${one.id} ${other.id}`}>
          <span className={styles.mark}>{words.duplicates}</span>
          <span>
            {one.name} · {other.name} <span className="t3">{words.why[why]}</span>
          </span>
          <Link to="/compounds/$compoundId" params={{ compoundId: one.id }} search={{ merge: other.id }}>
            {words.look}
          </Link>
        </li>
      ))}
    </ul>
  );
}
