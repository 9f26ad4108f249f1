/** What Muster is made of: the readable list of all features, and what each brings. */
import { areaSearch, areasRoutes } from '../features/areas/index.ts';
import { attentionRoutes } from '../features/attention/index.ts';
import { type AuthServices, authReactions, authRoutes } from '../features/auth/index.ts';
import { checklistsRoutes } from '../features/checklists/index.ts';
import { compoundImportReactions, compoundsRoutes } from '../features/compounds/index.ts';
import { exportsRoutes, type Lists } from '../features/exports/index.ts';
import { heldRoutes } from '../features/held/index.ts';
import { incidentsRoutes } from '../features/incidents/index.ts';
import { journalRoutes, type Sealer } from '../features/journal/index.ts';
import { type NotificationServices, notificationReactions, notificationRoutes } from '../features/notifications/index.ts';
import {
  answerEntries,
  answerSearch,
  orderEntries,
  orderMetrics,
  orderNotices,
  orderReactions,
  orderSearch,
  ordersRoutes,
} from '../features/orders/index.ts';
import { patchesRoutes } from '../features/patches/index.ts';
import { peopleRoutes, personEntries, personSearch } from '../features/people/index.ts';
import { placesRoutes } from '../features/places/index.ts';
import { registersRoutes } from '../features/registers/index.ts';
import { type EntrySource, type SearchSource, searchRoutes } from '../features/search/index.ts';
import { syncRoutes } from '../features/sync/index.ts';
import { type SystemServices, systemRoutes } from '../features/system/index.ts';
import { tallyRoutes } from '../features/tallies/index.ts';
import { zoneReactions, zonesRoutes } from '../features/zones/index.ts';
import type { Metric } from '../platform/metric.ts';
import type { NoticeSource } from '../platform/notice.ts';
import type { Reaction } from '../platform/reaction.ts';
import type { Routes } from '../platform/routes.ts';
import { territoryParts } from './territory-parts.ts';

export const metrics: readonly Metric[] = [...orderMetrics];

/** What people are told of, besides on the screen. */
export const noticeSources: readonly NoticeSource[] = [orderNotices];

/** What is found, in the order in which it is shown. */
export const searchSources: readonly SearchSource[] = [orderSearch, answerSearch, areaSearch, personSearch];

/** Kinds of things that have an entry each. */
export const entrySources: readonly EntrySource[] = [orderEntries, answerEntries, personEntries];

export const reactions: readonly Reaction[] = [
  ...authReactions,
  ...compoundImportReactions,
  ...zoneReactions,
  ...orderReactions,
  ...notificationReactions(noticeSources),
];

export function allRoutes(auth: AuthServices, system: SystemServices, notifications: NotificationServices, sealer: Sealer): Routes {
  const routes: Routes = {
    ...authRoutes(auth),
    ...areasRoutes(territoryParts),
    ...peopleRoutes,
    ...compoundsRoutes,
    ...incidentsRoutes,
    ...ordersRoutes,
    ...patchesRoutes(auth),
    ...checklistsRoutes,
    ...placesRoutes,
    ...zonesRoutes,
    ...attentionRoutes,
    ...journalRoutes(sealer.verify),
    ...tallyRoutes(metrics),
    ...searchRoutes(searchSources),
    ...systemRoutes(system),
    ...heldRoutes,
    ...syncRoutes,
    ...notificationRoutes(notifications),
    ...registersRoutes,
  };
  return { ...routes, ...exportsRoutes(listsOf(routes)) };
}

/** The views of lists, for who takes them out as a sheet: those that serve the screens. */
export function listsOf(routes: Routes): Lists {
  return ((name: keyof Routes) => routes[name]) as Lists;
}
