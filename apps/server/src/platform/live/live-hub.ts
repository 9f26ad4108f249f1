import type { Writable } from 'node:stream';
import type { Principal } from '../principal.ts';
import type { SealedEvent } from '../reaction.ts';
import { type Audience, type Screen, screenIndex } from './screen-index.ts';

/** A screen that takes no more than this much behind is cut off: it must not hold memory or slow the others. */
const behindMostBytes = 1_000_000;
/** A part of the screens at each second: each hears where the journal stands every 15 s, and its session is looked at once a minute. */
const beatMs = 1000;
const heartbeatBeats = 15;
const checkBeats = 60;
/** Sessions that are looked at in one statement. */
const checkedMost = 500;

/** Of one session. */
const screensMost = 12;
/** More than this held back for a screen that is still reading its gap: it begins anew. */
const heldMost = 2000;

/** Whether a listener is still who he was. */
export type Standing = 'stands' | 'switched' | 'ended';

/** Whose session they end or change: his screens are looked at when one of these is sealed. */
const endsSessions = ['auth.signedOut', 'auth.sessionRevoked', 'auth.passwordChanged', 'auth.actingSwitched', 'assignment.ended'];

export interface LiveHub {
  /**
   * Takes over a stream for this principal; the answer's head is already written. Nothing is told before
   * `release`, and then only what is beyond the position that the screen has been told of.
   */
  attach: (principal: Principal, stream: Writable) => { release: (position: number) => void };
  /** Sends sealed events to every screen for which they exist. */
  publish: (events: readonly SealedEvent[], position: number) => void;
  count: () => number;
  close: () => void;
}

/**
 * One stream per screen (server-sent events). It carries ids and small facts, made once per event for all screens;
 * screens refetch what they show.
 */
export function createLiveHub(audience: Audience, standings: (principals: readonly Principal[]) => Promise<Standing[]>): LiveHub {
  const screens = screenIndex(audience);
  let position = 0;

  function send(screen: Screen, chunk: Buffer): void {
    if (screen.stream.writableLength > behindMostBytes) {
      screens.remove(screen);
      screen.stream.destroy();
      return;
    }
    screen.stream.write(chunk);
  }

  let attached = 0;
  let beat = 0;
  const heartbeat = setInterval(() => {
    beat += 1;
    const chunk = Buffer.from(`event: position\ndata: ${position}\n\n`);
    const due: Screen[] = [];
    for (const screen of screens.all()) {
      if (screen.turn % heartbeatBeats === beat % heartbeatBeats && !screen.held) send(screen, chunk);
      // A session that ended elsewhere takes its streams with it.
      if (screen.turn % checkBeats === beat % checkBeats) due.push(screen);
    }
    if (due.length > 0) void check(due);
  }, beatMs);
  heartbeat.unref();

  async function check(due: readonly Screen[]): Promise<void> {
    for (let from = 0; from < due.length; from += checkedMost) {
      const part = due.slice(from, from + checkedMost);
      let found: Standing[];
      try {
        found = await standings(part.map((screen) => screen.principal));
      } catch {
        return; // The database is away; the next minute tells.
      }
      for (const [index, screen] of part.entries()) {
        const now = found[index] as Standing;
        if (now !== 'stands') end(screen, now);
      }
    }
  }

  /** Who switched is still signed in: his screen comes back by itself, as who he is now. */
  function end(screen: Screen, why: 'switched' | 'ended'): void {
    if (!screens.remove(screen)) return;
    if (why === 'ended') screen.stream.write('event: signed-out\ndata: \n\n');
    screen.stream.end();
  }

  function tell(screen: Screen, at: number, chunk: Buffer): void {
    if (!screen.held) {
      if (at > screen.toldTo) send(screen, chunk);
      return;
    }
    if (screen.held.push({ position: at, chunk }) > heldMost) {
      screens.remove(screen);
      screen.stream.destroy();
    }
  }

  return {
    attach(principal, stream) {
      const own = screens.ofSession(principal.sessionId);
      // A browser opens six; whoever opens more gives up his oldest.
      if (own.length >= screensMost) end(own[0] as Screen, 'switched');
      const screen: Screen = { principal, stream, held: [], toldTo: 0, turn: attached++ % checkBeats };
      screens.add(screen);
      const remove = () => void screens.remove(screen);
      stream.on('close', remove);
      stream.on('error', remove);
      return {
        release(from) {
          const held = screen.held ?? [];
          screen.held = null;
          screen.toldTo = from;
          for (const one of held) tell(screen, one.position, one.chunk);
        },
      };
    },
    publish(events, at) {
      position = at;
      for (const event of events) {
        const chunk = Buffer.from(`event: event\nid: ${event.position}\ndata: ${JSON.stringify(liveEvent(event))}\n\n`);
        screens.forEachThatSees(event, (screen) => tell(screen, event.position, chunk));
        // Sessions have followed their area to another code: what a screen hears goes by who it is.
        if (event.type === 'area.sessionsFollowed') {
          const there: Screen[] = [];
          screens.forEachThatSees(event, (screen) => there.push(screen));
          void check(there);
        }
        if (!endsSessions.includes(event.type) || event.personId === null) continue;
        const unsure: Screen[] = [];
        for (const screen of screens.ofPerson(event.personId)) {
          // Its sessions end by a reaction to the same event, perhaps a moment later.
          if (event.type === 'assignment.ended' && event.payload.assignmentId === screen.principal.assignmentId) end(screen, 'ended');
          else unsure.push(screen);
        }
        void check(unsure);
      }
    },
    count: () => screens.count(),
    close() {
      clearInterval(heartbeat);
      for (const screen of [...screens.all()]) {
        screens.remove(screen);
        screen.stream.end();
      }
    },
  };
}

/** What a screen is told of an event: ids, and the plain values of its payload. */
export function liveEvent(event: SealedEvent) {
  const facts = Object.fromEntries(Object.entries(event.payload).filter(([, value]) => value === null || typeof value !== 'object'));
  return {
    position: event.position,
    type: event.type,
    at: event.doneAt.toISOString(),
    areaCode: event.areaCode,
    orderId: event.orderId,
    receiptId: event.receiptId,
    actorId: event.actorId,
    facts,
  };
}
