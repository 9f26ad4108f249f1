/** Every event that the journal may hold. */
import { areaEvents } from './areas/areas.events.ts';
import { authEvents } from './auth/auth.events.ts';
import { checklistEvents } from './checklists/checklists.events.ts';
import { compoundEvents } from './compounds/compounds.events.ts';
import { exportsEvents } from './exports/exports.events.ts';
import { heldEvents } from './held/held.events.ts';
import { incidentEvents } from './incidents/incidents.events.ts';
import { notificationEvents } from './notifications/notifications.events.ts';
import { orderEvents } from './orders/orders.events.ts';
import { templateEvents } from './orders/templates.events.ts';
import { patchEvents } from './patches/patches.events.ts';
import { peopleEvents } from './people/people.events.ts';
import { placeEvents } from './places/places.events.ts';
import { registersEvents } from './registers/registers.events.ts';
import { zoneEvents } from './zones/zones.events.ts';

export const eventKinds = [
  ...areaEvents,
  ...authEvents,
  ...compoundEvents,
  ...incidentEvents,
  ...orderEvents,
  ...templateEvents,
  ...peopleEvents,
  ...patchEvents,
  ...checklistEvents,
  ...placeEvents,
  ...zoneEvents,
  ...heldEvents,
  ...notificationEvents,
  ...exportsEvents,
  ...registersEvents,
] as const;
export type EventType = (typeof eventKinds)[number]['type'];
