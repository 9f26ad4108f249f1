import type { ZoneStrictness } from '@muster/contract/zones/zone-regimes';
import h from './zones.module.css';

/** Hatched plum, never a flat colour, never without the word beside it (DESIGN §2). */
export function Hatch({ strictness }: { strictness: ZoneStrictness }) {
  return <i class={`${h.hatch} ${h[strictness]}`} aria-hidden="true" />;
}
