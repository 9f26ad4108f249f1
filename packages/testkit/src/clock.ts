/** A clock that stands still until it is told to go on: no test sleeps. */
export interface TestClock {
  now: () => Date;
  set: (at: string | Date) => void;
  advance: (step: { seconds?: number; minutes?: number; hours?: number; days?: number }) => Date;
}

/** 2022-05-11 09:30 in the city, unless told otherwise. */
export function testClock(at: string | Date = '2022-05-11T01:30:00.000Z'): TestClock {
  let time = new Date(at);
  return {
    now: () => new Date(time),
    set(next) {
      time = new Date(next);
    },
    advance({ seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      time = new Date(time.getTime() + 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days))));
      return time;
    },
  };
}
