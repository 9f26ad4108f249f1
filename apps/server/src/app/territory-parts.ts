/** How the tables of each feature follow a change of the territory. A feature with tables that hold area codes adds its part here. */
import { areasTerritory } from '../features/areas/index.ts';
import { attentionTerritory } from '../features/attention/index.ts';
import { checklistsTerritory } from '../features/checklists/index.ts';
import { compoundsTerritory } from '../features/compounds/index.ts';
import { exportsTerritory } from '../features/exports/index.ts';
import { filesTerritory } from '../features/files/index.ts';
import { heldTerritory } from '../features/held/index.ts';
import { incidentsTerritory } from '../features/incidents/index.ts';
import { journalTerritory } from '../features/journal/index.ts';
import { notificationsTerritory } from '../features/notifications/index.ts';
import { orderMetrics, ordersTerritory } from '../features/orders/index.ts';
import { patchesTerritory } from '../features/patches/index.ts';
import { peopleTerritory } from '../features/people/index.ts';
import { placesTerritory } from '../features/places/index.ts';
import { registersTerritory } from '../features/registers/index.ts';
import { searchTerritory } from '../features/search/index.ts';
import { talliesTerritory } from '../features/tallies/index.ts';
import { zonesTerritory } from '../features/zones/index.ts';
import type { TerritoryPart } from '../platform/territory.ts';

/** In this order they lock and move. Figures come behind the records that they are counted from. */
export const territoryParts: readonly TerritoryPart[] = [
  areasTerritory,
  incidentsTerritory,
  journalTerritory,
  peopleTerritory,
  compoundsTerritory,
  patchesTerritory,
  placesTerritory,
  checklistsTerritory,
  zonesTerritory,
  filesTerritory,
  ordersTerritory,
  heldTerritory,
  notificationsTerritory,
  searchTerritory,
  exportsTerritory,
  registersTerritory,
  attentionTerritory,
  talliesTerritory(orderMetrics),
];
