import { zoneStrictness } from '@muster/contract/zones/zone-regimes';
import type { Zone } from '@muster/contract/zones/zones.schemas';
import { Link } from '@tanstack/react-router';
import { serverNow } from '../../app/clock.ts';
import { ZoneMark } from './zone-mark.tsx';
import { endText } from './zone-text.ts';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** The strictest that holds in a compound, where it is only a part of it with that part's name, and until when. */
export function CompoundZone({ zones, compoundId }: { zones: readonly Zone[]; compoundId: string }) {
  const here = zones.filter((zone) => zone.compoundId === compoundId);
  const [worst] = [...here].sort((a, b) => zoneStrictness.indexOf(a.strictness) - zoneStrictness.indexOf(b.strictness));
  if (!worst) return <span className="t3">–</span>;
  const part = [worst.buildingName, worst.unit === null ? null : words.unit(worst.unit)].filter(Boolean).join('');
  const isClosed = worst.strictness !== 'precaution';
  return (
    <Link to="/zones/$zoneId" params={{ zoneId: worst.id }}>
      <ZoneMark strictness={worst.strictness}>
        {words.short[worst.strictness]} {part}{' '}
        {isClosed &&
          (worst.isOverstaying ? (
            <b className={styles.late}>{words.overTitle}</b>
          ) : (
            <span className="t3 s12">{endText(worst, serverNow())}</span>
          ))}
      </ZoneMark>
    </Link>
  );
}
