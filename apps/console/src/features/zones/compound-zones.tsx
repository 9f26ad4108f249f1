import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { useState } from 'react';
import page from '../../app/page.module.css';
import { useList } from '../../app/query.ts';
import { FactDrawer } from './fact-drawer.tsx';
import { Lanes } from './zone-timeline.tsx';
import { zoneWords as words } from './zones.words.ts';
import { ZonesTable } from './zones-table.tsx';

/** What is closed of a compound now, what was, and the way to record what release depends on. */
export function CompoundZones({ compound }: { compound: CompoundDetail }) {
  const zones = useList('listZones', { compoundId: compound.id, under: compound.communityCode, limit: 100 });
  const history = useList('listZoneHistory', { compoundId: compound.id, under: compound.communityCode, limit: 100 });
  const [recording, setRecording] = useState(false);
  if ((history.items ?? []).length === 0) return null;
  return (
    <section className={page.section} aria-labelledby="compound-zones">
      <div className={page.title}>
        <h2 id="compound-zones">{words.title}</h2>
        {compound.may.change && (
          <button type="button" className="lnk s13" onClick={() => setRecording(true)}>
            {words.record}
          </button>
        )}
      </div>
      {(zones.items ?? []).length > 0 ? (
        <ZonesTable zones={zones.items ?? []} withCommunity={false} />
      ) : (
        <p className="t2">{words.communityNone}</p>
      )}
      <Lanes stretches={history.items ?? []} />
      {recording && (
        <FactDrawer
          zone={{ compoundId: compound.id, compoundName: compound.name, buildingId: null, buildingName: null, unit: null }}
          onClose={() => setRecording(false)}
        />
      )}
    </section>
  );
}
