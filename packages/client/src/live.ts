/** What the live stream says about one sealed event: ids and small facts. Screens refetch what they show of it. */
export interface LiveEvent {
  position: number;
  type: string;
  at: string;
  areaCode: string | null;
  orderId: string | null;
  receiptId: string | null;
  /** Person who did it; one's own acts need no highlight. */
  actorId: string | null;
  facts: Record<string, string | number | boolean | null>;
}

export type LiveState = { state: 'live' } | { state: 'connecting' } | { state: 'broken'; since: number };

/**
 * One live stream per screen (SSE, `/api/live?after=POSITION`). It reconnects by itself and goes on after the last
 * position it saw, so that a screen that was away misses nothing; when it was away for longer than the server keeps
 * replaying, `onReset` asks the screen to read everything anew. The browser's own reconnecting is not used: it gives
 * up for good on some errors (a 503 while the server restarts). Attempts: 1 s · 2ⁿ, at most 30 s, ± half as jitter.
 */
export function openLive(options: {
  after: number;
  onEvent: (event: LiveEvent) => void;
  onReset: () => void;
  onState: (state: LiveState) => void;
  /** The session ended: no further attempts. */
  onSignedOut: () => void;
}): { close: () => void; position: () => number } {
  let position = options.after;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let heardAt = Date.now();
  let brokenSince: number | null = null;
  let closed = false;

  function connect() {
    source = new EventSource(`/api/live?after=${position}`);
    source.addEventListener('hello', () => {
      attempt = 0;
      brokenSince = null;
      heard();
      options.onState({ state: 'live' });
    });
    source.addEventListener('event', (message) => {
      heard();
      const event = JSON.parse((message as MessageEvent<string>).data) as LiveEvent;
      if (event.position <= position) return;
      position = event.position;
      options.onEvent(event);
    });
    source.addEventListener('position', (message) => {
      heard();
      position = Math.max(position, Number((message as MessageEvent<string>).data));
    });
    source.addEventListener('reset', (message) => {
      heard();
      position = Number((message as MessageEvent<string>).data);
      options.onReset();
    });
    source.addEventListener('signed-out', () => {
      close();
      options.onSignedOut();
    });
    source.addEventListener('error', retry);
  }

  function heard() {
    heardAt = Date.now();
  }

  function retry() {
    source?.close();
    source = null;
    if (closed) return;
    brokenSince ??= Math.min(heardAt, Date.now());
    options.onState({ state: 'broken', since: brokenSince });
    clearTimeout(timer);
    const wait = Math.min(30_000, 1000 * 2 ** attempt++);
    timer = setTimeout(connect, wait / 2 + Math.random() * (wait / 2));
  }

  // The server speaks at least every 15 s; a stream that is silent for 35 s is dead whatever the socket says.
  const watchdog = setInterval(() => {
    if (source && Date.now() - heardAt > 35_000) retry();
  }, 5000);

  function onOnline() {
    if (source || closed) return;
    attempt = 0;
    clearTimeout(timer);
    connect();
  }
  window.addEventListener('online', onOnline);
  // A socket can outlive its network by minutes; where the device knows better, it is believed, and tried again.
  window.addEventListener('offline', retry);

  function close() {
    closed = true;
    clearTimeout(timer);
    clearInterval(watchdog);
    window.removeEventListener('online', onOnline);
    window.removeEventListener('offline', retry);
    source?.close();
    source = null;
  }

  options.onState({ state: 'connecting' });
  connect();
  return { close, position: () => position };
}
