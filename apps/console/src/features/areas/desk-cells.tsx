import { formatNumber } from '@muster/ui/format';
import table from '../../app/table.module.css';
import { areasWords as words } from './areas.words.ts';

/** How many people a desk has and how many of them are on duty; a desk that nobody minds is said, not counted. */
export function DeskCells({ people, onDuty }: { people: number | undefined; onDuty: number | undefined }) {
  if (people === undefined || onDuty === undefined)
    return (
      <>
        <td />
        <td />
      </>
    );
  return (
    <>
      <td className={`${table.right} t2`}>{people === 0 ? <span className="wait">{words.noPeople}</span> : formatNumber(people)}</td>
      <td className={table.right}>
        {people === 0 ? <span className="t3">–</span> : onDuty === 0 ? <span className="wait">{words.nobody}</span> : formatNumber(onDuty)}
      </td>
    </>
  );
}
