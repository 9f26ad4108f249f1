import { Link } from '@tanstack/react-router';
import { useView } from '../../../app/query.ts';
import { importWords as words } from './import.words.ts';

/** The way to bringing in a sheet, for who may. */
export function ImportLink({ under }: { under: string }) {
  const summary = useView('summariseCompounds', { under });
  if (!summary.data?.may.import) return null;
  return (
    <Link className="lnk s13" to="/compounds/import" search={{ under }}>
      {words.link}
    </Link>
  );
}
