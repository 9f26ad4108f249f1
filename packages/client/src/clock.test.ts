import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { doneAtOf, measureByHeader, measureSkew, readClock, serverNow } from './clock.ts';

const day = 24 * 3_600_000;
const server = Date.parse('2022-05-11T01:12:00.000Z');

/** The true time, and a phone whose clock stands `off` from it. */
function phone() {
  let off = 0;
  let time = server;
  const set = () => vi.setSystemTime(time + off);
  return {
    setOff(next: number) {
      off = next;
      set();
    },
    pass(ms: number) {
      time += ms;
      set();
    },
    hear() {
      measureSkew(new Date(time).toISOString(), Date.now(), Date.now());
    },
    now: () => time,
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the clock of a phone', () => {
  it.each([
    ['3 days ahead', 3 * day],
    ['3 days behind', -3 * day],
    ['in 1970', -server],
  ])('that is %s: what was done without network has its true time', (_, off) => {
    const one = phone();
    one.setOff(off);
    one.hear();
    one.pass(10 * 60_000);
    const reading = readClock();
    const done = one.now();
    one.pass(35 * 60_000);
    one.hear();
    expect(doneAtOf(reading)).toEqual({ doneAt: new Date(done).toISOString(), clockSkewSeconds: Math.round(off / 1000) });
    expect(serverNow().getTime()).toBe(one.now());
  });

  it.each([3 * day, -3 * day])('that was set %s ms off without network, before the act: its true time all the same', (off) => {
    const one = phone();
    one.setOff(0);
    one.hear();
    one.pass(10 * 60_000);
    one.setOff(off);
    one.pass(10 * 60_000);
    const reading = readClock();
    const done = one.now();
    one.pass(35 * 60_000);
    one.hear();
    expect(doneAtOf(reading).doneAt).toBe(new Date(done).toISOString());
  });

  it.each([3 * day, -3 * day])('that was %s ms off and was set right after the act: its true time all the same', (off) => {
    const one = phone();
    one.setOff(off);
    one.hear();
    one.pass(10 * 60_000);
    const reading = readClock();
    const done = one.now();
    one.setOff(0);
    one.pass(35 * 60_000);
    one.hear();
    expect(doneAtOf(reading).doneAt).toBe(new Date(done).toISOString());
  });

  it('the date of any answer corrects it, and does not disturb what is known better', () => {
    const one = phone();
    one.setOff(0);
    one.hear();
    measureByHeader(new Date(one.now() - 900).toUTCString(), Date.now() - 40, Date.now());
    expect(serverNow().getTime()).toBe(one.now());
    one.setOff(3 * day);
    measureByHeader(new Date(one.now()).toUTCString(), Date.now() - 40, Date.now());
    expect(Math.abs(serverNow().getTime() - one.now())).toBeLessThan(1000);
    measureByHeader(null, 0, 0);
    expect(Math.abs(serverNow().getTime() - one.now())).toBeLessThan(1000);
  });
});
