/**
 * The clock of the server as this device knows it. Phones are minutes off, sometimes days; limits and `doneAt` are not to
 * be. The skew is measured with each answer of the server, and kept for the time without network.
 */
const key = 'muster.skew';

interface Known {
  /** Server minus device, milliseconds. */
  skew: number;
  /** When the server was heard last, by its own clock; 0 when never. */
  heardAt: number;
}
let known = read();
let count = 0;

function read(): Known {
  try {
    const [skew, heardAt] = (localStorage.getItem(key) ?? '').split(' ').map(Number);
    return { skew: skew || 0, heardAt: heardAt || 0 };
  } catch {
    return { skew: 0, heardAt: 0 };
  }
}

function keep(next: Known) {
  const isNew = Math.abs(next.skew - known.skew) > 500 || next.heardAt - known.heardAt > 60_000;
  known = next;
  count += 1;
  if (!isNew) return;
  try {
    localStorage.setItem(key, `${Math.round(next.skew)} ${Math.round(next.heardAt)}`);
  } catch {
    // Kept until the page is left.
  }
}

/** `sentAt` and `receivedAt` by this device's clock: the server's time is taken for the middle between them. */
export function measureSkew(serverTime: string, sentAt: number, receivedAt: number): void {
  const server = new Date(serverTime).getTime();
  keep({ skew: server - (sentAt + receivedAt) / 2, heardAt: server });
}

/**
 * The same by the `Date` that every answer carries. It counts whole seconds, so it corrects only what is further off than
 * that and the time under way can explain; a clock that was set while the page stood open is noticed with the next answer.
 */
export function measureByHeader(date: string | null, sentAt: number, receivedAt: number): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return;
  const skew = server + 500 - (sentAt + receivedAt) / 2;
  const error = 1000 + Math.abs(receivedAt - sentAt) / 2;
  keep({ skew: Math.abs(skew - known.skew) > error ? skew : known.skew, heardAt: Math.max(known.heardAt, server) });
}

/** How often the server's time was heard: grows with each answer. */
export function measurements(): number {
  return count;
}

/** Now, by the server's clock. */
export function serverNow(): Date {
  return new Date(Date.now() + known.skew);
}

/** What is written down with an act: the device's own clock, and all that was known of it. */
export interface ClockReading extends Known {
  at: number;
}

export function readClock(): ClockReading {
  return { at: Date.now(), ...known };
}

export interface DoneAt {
  doneAt: string;
  /** Device minus server, seconds: how far that clock stood off. */
  clockSkewSeconds: number;
}

const settingIsNoticed = 2 * 60_000;
const skewSecondsMost = 2_000_000_000;

/**
 * When something was done, told with what is known now. As a rule by the skew that was known then. When the clock was set
 * in between (the skew is another now), either may be right; what cannot be is known: nothing was done before the server
 * was heard last before it, or after now.
 */
export function doneAtOf(reading: ClockReading, now: ClockReading = readClock()): DoneAt {
  const latest = now.at + now.skew;
  const earliest = Math.min(reading.heardAt, latest);
  const isPossible = (at: number) => at >= earliest - settingIsNoticed && at <= latest + settingIsNoticed;
  const wasSet = Math.abs(now.skew - reading.skew) > settingIsNoticed;
  const skew = !wasSet || isPossible(reading.at + reading.skew) || !isPossible(reading.at + now.skew) ? reading.skew : now.skew;
  const at = Math.min(latest, Math.max(earliest, reading.at + skew));
  const seconds = Math.round(-skew / 1000);
  return { doneAt: new Date(at).toISOString(), clockSkewSeconds: Math.max(-skewSecondsMost, Math.min(skewSecondsMost, seconds)) };
}
