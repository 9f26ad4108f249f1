import type { Thing } from '@muster/contract/orders/answer-rules';
import type { Tx } from '../../platform/db/scope.ts';

/** The known things that a question per area asks about: the areas directly below, or the area itself where none is. */
export async function knownThings(tx: Tx, areaCode: string, recipient: string): Promise<Thing[]> {
  const rows = await tx
    .selectFrom('areas')
    .select(['code', 'short_name as name'])
    .where((where) => where.or([where('parent_code', '=', areaCode), where('code', '=', areaCode)]))
    .where('valid_to', 'is', null)
    .orderBy('code')
    .execute();
  const below = recipient === 'desk' ? rows.filter((row) => row.code !== areaCode) : [];
  return below.length > 0 ? below : rows.filter((row) => row.code === areaCode);
}
