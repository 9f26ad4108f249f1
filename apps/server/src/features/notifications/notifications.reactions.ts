import type { NoticeSource } from '../../platform/notice.ts';
import type { Reaction } from '../../platform/reaction.ts';
import { tellAt } from './notifications.rules.ts';
import { queueNotice } from './queueing.store.ts';

/**
 * Tells people of what happened, from the sealed journal and behind whoever did it: an order is sent no slower, however many
 * channels there are and whatever state they are in. The job that sends is made after the commit, because one that ran
 * before it would find nothing.
 */
export function notificationReactions(sources: readonly NoticeSource[]): Reaction[] {
  return [
    {
      name: 'notifications.queue',
      on: [...new Set(sources.flatMap((source) => source.on))],
      async run({ tx, event, now, jobs, settings, afterCommit }) {
        for (const source of sources) {
          if (!source.on.includes(event.type)) continue;
          const notice = await source.notice(tx, event);
          if (!notice) continue;
          const nextAt = tellAt(notice.urgency, now, settings.telling);
          if ((await queueNotice(tx, event, notice, { now, nextAt })) > 0) afterCommit(() => wakeCourierAt(jobs, nextAt));
        }
        return [];
      },
    },
  ];
}

/** One job for all channels at one second. */
export function wakeCourierAt(
  jobs: { add: (task: string, payload: Record<string, unknown>, options: { key: string; runAt: Date }) => Promise<void> },
  at: Date,
) {
  return jobs.add('notifications:send', {}, { key: `notifications:send:${Math.ceil(at.getTime() / 1000)}`, runAt: at });
}
