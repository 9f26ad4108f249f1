import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLive } from './live.ts';

/** A stream whose server end the test holds. */
class FakeSource extends EventTarget {
  static opened: FakeSource[] = [];
  closed = false;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.opened.push(this);
  }
  close() {
    this.closed = true;
  }
  say(type: string, data: unknown = '') {
    this.dispatchEvent(new MessageEvent(type, { data: typeof data === 'string' ? data : JSON.stringify(data) }));
  }
  cut() {
    this.dispatchEvent(new Event('error'));
  }
}

const last = () => FakeSource.opened[FakeSource.opened.length - 1] as FakeSource;
const device = new EventTarget();
let seen: number[] = [];
let states: string[] = [];
let signedOut = 0;
let resets = 0;
let close: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('window', device);
  FakeSource.opened = [];
  seen = [];
  states = [];
  signedOut = 0;
  resets = 0;
  ({ close } = openLive({
    after: 10,
    onEvent: (event) => seen.push(event.position),
    onReset: () => resets++,
    onState: ({ state }) => states.push(state),
    onSignedOut: () => signedOut++,
  }));
});
afterEach(() => {
  close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the live stream of a screen', () => {
  it('begins where the session stood, and goes on after the last event it saw', () => {
    expect(last().url).toBe('/api/live?after=10');
    last().say('hello');
    last().say('event', { position: 11 });
    last().say('event', { position: 12 });
    last().cut();
    vi.advanceTimersByTime(1000);
    expect(last().url).toBe('/api/live?after=12');
    last().say('hello');
    expect(seen).toEqual([11, 12]);
    expect(states).toEqual(['connecting', 'live', 'broken', 'live']);
  });

  it('shows an event once, though it may be sent twice around a reconnection', () => {
    last().say('event', { position: 11 });
    last().say('event', { position: 11 });
    expect(seen).toEqual([11]);
  });

  it('leaves a stream that is silent for longer than the server ever is', () => {
    last().say('hello');
    const first = last();
    vi.advanceTimersByTime(60_000);
    expect(first.closed).toBe(true);
    expect(FakeSource.opened.length).toBeGreaterThan(1);
  });

  it('believes a device that says it has no network, and comes back with it at once', () => {
    last().say('hello');
    device.dispatchEvent(new Event('offline'));
    expect(states[states.length - 1]).toBe('broken');
    const before = FakeSource.opened.length;
    device.dispatchEvent(new Event('online'));
    expect(FakeSource.opened.length).toBe(before + 1);
  });

  it('asks the screen to read anew when it was away for longer than the server replays', () => {
    last().say('reset', '500');
    expect(resets).toBe(1);
    last().cut();
    vi.advanceTimersByTime(1000);
    expect(last().url).toBe('/api/live?after=500');
  });

  it('does not knock again after the session ended', () => {
    last().say('signed-out');
    expect(signedOut).toBe(1);
    const before = FakeSource.opened.length;
    vi.advanceTimersByTime(120_000);
    device.dispatchEvent(new Event('online'));
    expect(FakeSource.opened.length).toBe(before);
  });
});
