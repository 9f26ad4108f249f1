import type { Writable } from 'node:stream';
import type { Principal } from '../principal.ts';
import type { SealedEvent } from '../reaction.ts';

export interface Screen {
  principal: Principal;
  stream: Writable;
  /** What happened since it was attached, until it has been told what it missed before. */
  held: { position: number; chunk: Buffer }[] | null;
  /** How far the gap was told: this process may follow the journal a moment behind what the gap was read from. */
  toldTo: number;
  /** At which second of a minute it has its turn. */
  turn: number;
}

export interface Audience {
  /** For whom an event exists: the same rule as the row-level policy. */
  isVisible: (event: SealedEvent, principal: Principal) => boolean;
  /** Where to look for them: who sees an event by his place shares a key with it. */
  keysOf: (principal: Principal) => string[];
  keysOfEvent: (event: SealedEvent) => string[];
}

/** Screens that see the same by their place: an event is judged once for all of them. */
interface Group {
  name: string;
  keys: string[];
  /** Somebody in this place, and nobody in person. */
  anybody: Principal;
  screens: Set<Screen>;
}

const nobodyId = '00000000-0000-7000-8000-000000000000';

/**
 * The screens of this process, found by session, by person, and by what an event says of its place: with ten thousand of
 * them neither attaching one nor telling of an event may walk over all.
 */
export function screenIndex({ isVisible, keysOf, keysOfEvent }: Audience) {
  const all = new Set<Screen>();
  const groups = new Map<string, Group>();
  const byKey = new Map<string, Set<Group>>();
  const bySession = new Map<string | null, Set<Screen>>();
  const byPerson = new Map<string, Set<Screen>>();

  const nameOf = ({ role, areaCode, unitId }: Principal) => `${role} ${areaCode} ${unitId}`;

  function groupOf(principal: Principal): Group {
    const name = nameOf(principal);
    let group = groups.get(name);
    if (!group) {
      group = { name, keys: keysOf(principal), anybody: { ...principal, personId: nobodyId }, screens: new Set() };
      groups.set(name, group);
      for (const key of group.keys) put(byKey, key, group);
    }
    return group;
  }

  return {
    all: (): Iterable<Screen> => all,
    count: () => all.size,
    /** Oldest first. */
    ofSession: (sessionId: string | null): Screen[] => [...(bySession.get(sessionId) ?? [])],
    ofPerson: (personId: string): Screen[] => [...(byPerson.get(personId) ?? [])],
    add(screen: Screen): void {
      all.add(screen);
      groupOf(screen.principal).screens.add(screen);
      put(bySession, screen.principal.sessionId, screen);
      put(byPerson, screen.principal.personId, screen);
    },
    /** False when it was removed before. */
    remove(screen: Screen): boolean {
      if (!all.delete(screen)) return false;
      take(bySession, screen.principal.sessionId, screen);
      take(byPerson, screen.principal.personId, screen);
      const group = groupOf(screen.principal);
      group.screens.delete(screen);
      if (group.screens.size === 0) {
        groups.delete(group.name);
        for (const key of group.keys) take(byKey, key, group);
      }
      return true;
    },
    forEachThatSees(event: SealedEvent, run: (screen: Screen) => void): void {
      const judged = new Set<Group>();
      for (const key of keysOfEvent(event)) for (const group of byKey.get(key) ?? []) judged.add(group);
      const seeing = new Set<Group>();
      for (const group of judged) if (isVisible(event, group.anybody)) seeing.add(group);
      for (const group of seeing) for (const screen of [...group.screens]) run(screen);
      // Whoever did it, and whom it is about, wherever they act now.
      for (const personId of new Set([event.actorId, event.personId])) {
        if (personId === null) continue;
        for (const screen of [...(byPerson.get(personId) ?? [])])
          if (!seeing.has(groupOf(screen.principal)) && isVisible(event, screen.principal)) run(screen);
      }
    },
  };
}

function put<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const found = map.get(key);
  if (found) found.add(value);
  else map.set(key, new Set([value]));
}

function take<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const found = map.get(key);
  found?.delete(value);
  if (found?.size === 0) map.delete(key);
}
