import type { City } from '../../platform/db/scope.ts';
import { inScope } from '../../platform/db/scope.ts';
import { systemPrincipal } from '../../platform/principal.ts';
import type { Task } from '../../platform/timers/jobs.ts';
import type { Courier } from './courier.ts';
import { sweep } from './delivering.store.ts';
import { ensureWebPush } from './queueing.store.ts';

/** `send` only wakes: the sending itself is not the timers', whose two hands are for escalations. By the minute, too, for what a killed server left. */
export function notificationTasks(options: {
  courier: Courier;
  city: City;
  cityCode: () => string | null;
  now: () => Date;
  messageDays: number;
}): Task[] {
  let isReady = false;
  /** A city that was set up since the start has its Web Push within the minute. */
  async function ready(): Promise<void> {
    const cityCode = options.cityCode();
    if (isReady || !cityCode) return;
    await inScope(options.city, systemPrincipal(cityCode), (tx) => ensureWebPush(tx, cityCode, options.now()));
    isReady = true;
  }
  return [
    {
      name: 'notifications:send',
      async run() {
        await ready();
        options.courier.wake();
      },
    },
    {
      name: 'notifications:sweep',
      async run() {
        const cityCode = options.cityCode();
        if (!cityCode) return;
        const olderThan = new Date(options.now().getTime() - options.messageDays * 86_400_000);
        const system = systemPrincipal(cityCode);
        while ((await inScope(options.city, system, (tx) => sweep(tx, olderThan))) > 0);
      },
    },
  ];
}

/** In UTC. Each minute what is due and was left; each hour what is old. */
export const notificationCrontab = '* * * * * notifications:send ?jobKey=notifications:send:cron\n17 * * * * notifications:sweep';
