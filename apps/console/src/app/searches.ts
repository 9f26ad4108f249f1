import { type PlaceKind, placeKinds, queueStates } from '@muster/contract/places/place-kinds';
import type { QueueShown } from '@muster/contract/places/queue.rules';

/** What stands behind `?` in the addresses of pages; anything else there is dropped. */
type Search = Record<string, unknown>;

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
/** An area code looks like a number in an address. */
const code = (value: unknown) => (/^\d{4,15}$/.test(String(value ?? '')) ? String(value) : undefined);
const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined);
const oneOf = <T extends string>(value: unknown, values: readonly T[]) => values.find((one) => one === value);

/** `to`: where the reader wanted to go, only within this site. */
export const signInSearch = (search: Search): { to?: string } => {
  const to = text(search.to);
  return to?.startsWith('/') && !to.startsWith('//') ? { to } : {};
};

const situationViews = ['mosaic', 'map', 'table'] as const;
export type SituationView = (typeof situationViews)[number];

export const situationSearch = (search: Search): { view?: SituationView; filter?: string; at?: string } => ({
  view: oneOf(search.view, situationViews),
  /** Of the map: how deep one has gone. */
  at: code(search.at),
  filter: text(search.filter),
});

const orderFilters = ['open', 'closed', 'withdrawn', 'late', 'forReview', 'all'] as const;
const urgencies = ['routine', 'urgent', 'immediate'] as const;
export interface OrdersSearch {
  state?: (typeof orderFilters)[number];
  urgency?: (typeof urgencies)[number];
  kind?: 'order' | 'supportRequest';
  mine?: 'true';
  received?: 'true';
  /** Issued by this area or below it. */
  issuer?: string;
  from?: string;
  to?: string;
  q?: string;
  /** Another incident than the current one: its orders, to read. */
  incident?: string;
}
export const ordersSearch = (search: Search): OrdersSearch => ({
  state: oneOf(search.state, orderFilters),
  urgency: oneOf(search.urgency, urgencies),
  kind: oneOf(search.kind, ['order', 'supportRequest']),
  mine: oneOf(search.mine, ['true']),
  received: oneOf(search.received, ['true']),
  issuer: code(search.issuer),
  from: day(search.from),
  to: day(search.to),
  q: text(search.q),
  incident: text(search.incident),
});

const shown = ['late', 'waiting', 'inHand', 'forReview', 'done'] as const;
export const orderSearch = (search: Search): { show?: (typeof shown)[number] } => ({ show: oneOf(search.show, shown) });

/** `template`: fills the form; `edit`: it is that template itself which is written, or a new one. */
export const composeSearch = (search: Search): { area?: string; template?: string; edit?: 'this' | 'new' } => ({
  area: text(search.area),
  template: text(search.template),
  edit: oneOf(search.edit, ['this', 'new']),
});
export const peopleSearch = (
  search: Search,
): { tab?: 'people' | 'units' | 'accounts'; q?: string; area?: string; role?: string; person?: string } => ({
  tab: oneOf(search.tab, ['people', 'units', 'accounts']),
  person: text(search.person),
  q: text(search.q),
  area: text(search.area),
  role: text(search.role),
});
export const figuresSearch = (search: Search): { area?: string; from?: string; to?: string } => ({
  area: text(search.area),
  from: text(search.from),
  to: text(search.to),
});
export interface PlacesSearch {
  under?: string;
  kind?: PlaceKind;
  queue?: QueueShown;
  unstaffed?: 'true';
  problems?: 'true';
}
export const placesSearch = (search: Search): PlacesSearch => ({
  under: code(search.under),
  kind: oneOf(search.kind, placeKinds),
  queue: oneOf(search.queue, [...queueStates, 'unknown'] as const),
  // Typed by hand it is read as a truth value, from a link as a word.
  unstaffed: oneOf(String(search.unstaffed), ['true']),
  problems: oneOf(String(search.problems), ['true']),
});
export const auditSearch = (search: Search): { type?: string; area?: string; on?: string; actor?: string } => ({
  type: text(search.type),
  area: text(search.area),
  on: text(search.on),
  actor: text(search.actor),
});

const zoneStrictness = ['locked', 'controlled', 'precaution'] as const;
export interface ZonesSearch {
  under?: string;
  strictness?: (typeof zoneStrictness)[number];
  view?: 'timeline';
  /** A moment of the past that is looked at. */
  at?: string;
}
export const zonesSearch = (search: Search): ZonesSearch => ({
  under: code(search.under),
  strictness: oneOf(search.strictness, zoneStrictness),
  view: oneOf(search.view, ['timeline']),
  at: typeof search.at === 'string' && !Number.isNaN(Date.parse(search.at)) ? new Date(search.at).toISOString() : undefined,
});
const checklistStates = ['draft', 'running', 'closed'] as const;
export const checklistsSearch = (search: Search): { state?: (typeof checklistStates)[number] } => {
  const state = oneOf(search.state, checklistStates);
  return state ? { state } : {};
};

const checklistFrames = ['nineUp', 'fourWatches', 'fourParties', 'fourEarlies'] as const;
export const newChecklistSearch = (search: Search): { frame?: (typeof checklistFrames)[number] } => {
  const frame = oneOf(search.frame, checklistFrames);
  return frame ? { frame } : {};
};

export const checklistSearch = (search: Search): { under?: string } => {
  const under = code(search.under);
  return under ? { under } : {};
};
