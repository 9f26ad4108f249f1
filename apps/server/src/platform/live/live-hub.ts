import type { ServerResponse } from 'node:http';
import type { Principal } from '../principal.ts';
import type { SealedEvent } from '../reaction.ts';

/** A screen that takes no more than this much behind is cut off: it must not hold memory or slow the others. */
const behindMostBytes = 1_000_000;
const heartbeatMs = 15_000;

/** Of one session. */
const screensMost = 12;
/** More than this held back for a screen that is still reading its gap: it begins anew. */
const heldMost = 2000;

interface Screen {
  principal: Principal;
  response: ServerResponse;
  /** What happened since it was attached, until it has been told what it missed before. */
  held: { position: number; chunk: string }[] | null;
  /** How far the gap was told: this process may follow the journal a moment behind what the gap was read from. */
  toldTo: number;
}

/** Whether a listener is still who he was. */
export type Standing = 'stands' | 'switched' | 'ended';

/** Whose session they end or change: his screens are looked at when one of these is sealed. */
const endsSessions = ['auth.signedOut', 'auth.sessionRevoked', 'auth.passwordChanged', 'auth.actingSwitched', 'assignment.ended'];

export interface LiveHub {
  /**
   * Takes over a response as a stream for this principal; the answer's head is already written. Nothing is told before
   * `release`, and then only what is beyond the position that the screen has been told of.
   */
  attach: (principal: Principal, response: ServerResponse) => { release: (position: number) => void };
  /** Sends sealed events to every screen for which they exist. */
  publish: (events: readonly SealedEvent[], position: number) => void;
  count: () => number;
  close: () => void;
}

/**
 * One stream per screen (server-sent events). It carries ids and small facts, made once per event for all screens;
 * screens refetch what they show. `isVisible` is the same rule as the row-level policy.
 */
export function createLiveHub(
  isVisible: (event: SealedEvent, principal: Principal) => boolean,
  standing: (principal: Principal) => Promise<Standing>,
): LiveHub {
  const screens = new Set<Screen>();
  let position = 0;

  function send(screen: Screen, chunk: string): void {
    if (screen.response.writableLength > behindMostBytes) {
      screens.delete(screen);
      screen.response.destroy();
      return;
    }
    screen.response.write(chunk);
  }

  let beat = 0;
  const heartbeat = setInterval(() => {
    beat += 1;
    for (const screen of screens) if (!screen.held) send(screen, `event: position\ndata: ${position}\n\n`);
    // Once a minute: a session that ended elsewhere takes its streams with it.
    if (beat % 4 === 0) for (const screen of screens) void check(screen);
  }, heartbeatMs);
  heartbeat.unref();

  async function check(screen: Screen): Promise<void> {
    let now: Standing;
    try {
      now = await standing(screen.principal);
    } catch {
      return; // The database is away; the next minute tells.
    }
    if (now !== 'stands') end(screen, now);
  }

  /** Who switched is still signed in: his screen comes back by itself, as who he is now. */
  function end(screen: Screen, why: 'switched' | 'ended'): void {
    if (!screens.delete(screen)) return;
    if (why === 'ended') screen.response.write('event: signed-out\ndata: \n\n');
    screen.response.end();
  }

  function tell(screen: Screen, at: number, chunk: string): void {
    if (!screen.held) {
      if (at > screen.toldTo) send(screen, chunk);
      return;
    }
    if (screen.held.push({ position: at, chunk }) > heldMost) {
      screens.delete(screen);
      screen.response.destroy();
    }
  }

  return {
    attach(principal, response) {
      const own = [...screens].filter((one) => one.principal.sessionId === principal.sessionId);
      // A browser opens six; whoever opens more gives up his oldest.
      if (own.length >= screensMost) end(own[0] as Screen, 'switched');
      const screen: Screen = { principal, response, held: [], toldTo: 0 };
      screens.add(screen);
      response.on('close', () => screens.delete(screen));
      response.on('error', () => screens.delete(screen));
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
        const chunk = `event: event\nid: ${event.position}\ndata: ${JSON.stringify(liveEvent(event))}\n\n`;
        for (const screen of screens) if (isVisible(event, screen.principal)) tell(screen, event.position, chunk);
        if (!endsSessions.includes(event.type)) continue;
        for (const screen of screens) {
          if (screen.principal.personId !== event.personId) continue;
          // Its sessions end by a reaction to the same event, perhaps a moment later.
          if (event.type === 'assignment.ended' && event.payload.assignmentId === screen.principal.assignmentId) end(screen, 'ended');
          else void check(screen);
        }
      }
    },
    count: () => screens.size,
    close() {
      clearInterval(heartbeat);
      for (const screen of screens) screen.response.end();
      screens.clear();
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
