import { useGround } from '../../app/ground.ts';
import { ChecklistsSection } from '../checklists/checklists-section.tsx';
import { TodayPatches } from '../patches/today-patches.tsx';
import { TodayPlaces } from '../places/today-places.tsx';
import { ZonesRow } from '../zones/zones-row.tsx';

/** Rows of Today for whoever has a piece of the ground; nobody else sees anything of it. */
export function TodayGround() {
  const { ground } = useGround();
  if (!ground) return null;
  return (
    <>
      <ChecklistsSection ground={ground} isToday />
      <TodayPlaces ground={ground} />
      <TodayPatches ground={ground} />
      <ZonesRow ground={ground} isToday />
    </>
  );
}
