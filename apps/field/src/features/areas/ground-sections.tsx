import { useGround } from '../../app/ground.ts';
import { Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { ChecklistsSection } from '../checklists/checklists-section.tsx';
import { CompoundsSection } from '../compounds/compounds-section.tsx';
import { PatchesSection } from '../patches/patches-section.tsx';
import { PlacesSection } from '../places/places-section.tsx';
import { ZonesRow } from '../zones/zones-row.tsx';

/** What one's area is made of, and who answers for it. */
export function GroundSections() {
  const { query, ground } = useGround();
  if (!ground) return query.isError ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton />;
  return (
    <>
      <ChecklistsSection ground={ground} />
      <ZonesRow ground={ground} />
      <PatchesSection ground={ground} />
      <PlacesSection ground={ground} />
      <CompoundsSection ground={ground} />
    </>
  );
}
