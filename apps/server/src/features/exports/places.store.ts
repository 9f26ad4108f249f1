import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';

/** Where the reader stands, by name: his area or his unit. */
export async function places(tx: Tx, principal: Principal): Promise<string> {
  if (principal.unitId) {
    const unit = await tx.selectFrom('units').select('name').where('id', '=', principal.unitId).executeTakeFirst();
    if (unit) return unit.name;
  }
  const area = await tx.selectFrom('areas').select('short_name').where('code', '=', principal.areaCode).executeTakeFirst();
  return area?.short_name ?? '';
}
