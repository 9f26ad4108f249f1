import type { ServerResponse } from 'node:http';
import type { Principal } from '../principal.ts';
import type { SealedEvent } from '../reaction.ts';

/** A screen that takes no more than this much behind is cut off: it must not hold memory or slow the others. */
const behindMostBytes = 1_000_000;
const heartbeatMs = 15_000;

interface Screen {
  principal: Principal;
  response: ServerResponse;
}

export interface LiveHub {
  /** Takes over a response as a stream for this principal; the answer's head is already written. */
  attach: (principal: Principal, response: ServerResponse) => void;
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
  stillValid: (principal: Principal) => Promise<boolean>,
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
    for (const screen of screens) send(screen, `event: position\ndata: ${position}\n\n`);
    // Once a minute: a session that ended elsewhere takes its streams with it.
    if (beat % 4 === 0) for (const screen of screens) void check(screen);
  }, heartbeatMs);
  heartbeat.unref();

  async function check(screen: Screen): Promise<void> {
    try {
      if (await stillValid(screen.principal)) return;
    } catch {
      return; // The database is away; the next minute tells.
    }
    send(screen, 'event: signed-out\ndata: \n\n');
    screens.delete(screen);
    screen.response.end();
  }

  return {
    attach(principal, response) {
      const screen = { principal, response };
      screens.add(screen);
      response.on('close', () => screens.delete(screen));
      response.on('error', () => screens.delete(screen));
    },
    publish(events, at) {
      position = at;
      for (const event of events) {
        const chunk = `event: event\nid: ${event.position}\ndata: ${JSON.stringify(liveEvent(event))}\n\n`;
        for (const screen of screens) if (isVisible(event, screen.principal)) send(screen, chunk);
        if (event.type === 'auth.sessionRevoked' || event.type === 'auth.passwordChanged' || event.type === 'assignment.ended') {
          for (const screen of screens) void check(screen);
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
