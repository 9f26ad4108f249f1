import { alarmAfterMs } from '@muster/contract/patches/gap-alarm.rules';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';

/**
 * Marks gaps that have lasted long enough for a level that has not been told yet, each level once, and answers who hears of how
 * many. While no incident is active nobody is told.
 */
export async function alarmAbove(tx: Tx, now: Date): Promise<{ area_code: string; patches: number }[]> {
  const told: { area_code: string; patches: number }[] = [];
  for (const [depth, length] of [9, 6, 4].entries()) {
    const since = new Date(now.getTime() - (alarmAfterMs[depth + 1] ?? 0));
    const { rows } = await sql<{ area_code: string; patches: number }>`with told as (
        update patches set alarm_depth = ${depth + 1}::int where gap_at <= ${since} and closed_at is null and alarm_depth = ${depth}::int
          and exists (select 1 from incidents where state = 'active') returning community_code)
      select left(community_code, ${length}) as area_code, count(*)::int as patches from told group by 1 order by 1`.execute(tx);
    told.push(...rows);
  }
  return told;
}
