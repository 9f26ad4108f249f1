import { createHash } from 'node:crypto';
import { codeLength } from '@muster/contract/areas/area-code';
import { syncGround as operation } from '@muster/contract/sync/ground.operations';
import { Gate } from '../../platform/gate.ts';
import type { Principal } from '../../platform/principal.ts';
import { view } from '../../platform/view.ts';
import { listDeskChecklists } from '../checklists/index.ts';
import { communityCompounds } from '../compounds/index.ts';
import { ownPatches, readsPatches } from '../patches/index.ts';
import { mayViewPhone } from '../people/index.ts';
import { communityPlaces } from '../places/index.ts';
import { communityZones } from '../zones/index.ts';

/** As `syncDesk`: a city that wakes up must not keep everybody else waiting. */
const gate = new Gate(8);

/** The same content has the same mark; nobody has to note what changed when. */
const markOf = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);

function part<Content>(known: string | undefined, content: Content): { mark: string; content: Content } | null {
  const mark = markOf(content);
  return mark === known ? null : { mark, content };
}

/** A grid keeps its community; whoever works above one keeps no compounds: a phone is not the city's register. */
export function communityOf({ areaCode }: Principal): string | null {
  return areaCode !== null && areaCode.length >= codeLength('community') ? areaCode.slice(0, codeLength('community')) : null;
}

export const syncGround = view(operation, {
  gate,
  allows: readsPatches,
  async read(facts) {
    const { tx, principal, input, now } = facts;
    const { known } = input;
    const communityCode = communityOf(principal);
    const patches = await ownPatches(tx, principal, communityCode, now);
    const compounds = communityCode ? await communityCompounds(tx, principal, communityCode) : [];
    const places = communityCode ? await communityPlaces(tx, principal, communityCode, now) : { items: [], problems: [] };
    const zones = communityCode ? await communityZones(tx, communityCode, now) : { items: [], levels: [] };
    const checklists = principal.areaCode ? await listDeskChecklists.read({ ...facts, input: {} }) : { items: [] };
    return {
      asOf: now.toISOString(),
      communityCode,
      patches: part(known.patches, { ...patches, roles: [...patches.roles], may: { viewPhone: mayViewPhone(principal) } }),
      compounds: part(known.compounds, { items: compounds }),
      places: part(known.places, places),
      zones: part(known.zones, zones),
      checklists: part(known.checklists, checklists),
    };
  },
});
