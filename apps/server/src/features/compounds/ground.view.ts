import { rangeEnd } from '@muster/contract/areas/area-code';
import type { CompoundKind } from '@muster/contract/compounds/compound-kinds';
import * as operations from '@muster/contract/compounds/ground.operations';
import { sql } from 'kysely';
import type { Shape } from '../../platform/geo/outline.ts';
import { view } from '../../platform/view.ts';
import { readsCompounds } from './compounds.policy.ts';
import { groundUnder } from './in-sight.ts';

interface GroundRow {
  id: string;
  communityCode: string;
  name: string;
  kind: CompoundKind;
  isMadeUp: boolean;
  longitude: number;
  latitude: number;
  outline: Shape | null;
}

/** By `compounds_by_community`; a district has a few hundred. */
export const listCompoundGround = view(operations.listCompoundGround, {
  allows: readsCompounds,
  async read({ tx, principal, input }) {
    const under = groundUnder(principal, input.under.slice(0, 12));
    const { rows } =
      await sql<GroundRow>`select id, community_code as "communityCode", name, kind, is_made_up as "isMadeUp", longitude, latitude, outline
      from compounds where closed_at is null and longitude is not null and community_code >= ${under} and community_code < ${rangeEnd(under)}
      order by community_code, name, id`.execute(tx);
    return { items: rows.map(({ longitude, latitude, ...row }) => ({ ...row, position: [longitude, latitude] as [number, number] })) };
  },
});
