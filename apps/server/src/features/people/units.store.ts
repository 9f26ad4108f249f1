import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';

export interface UnitRow {
  id: string;
  name: string;
  areaCode: string;
}

export async function unitOf(tx: Tx, unitId: string): Promise<UnitRow | null> {
  const row = await tx.selectFrom('units').select(['id', 'name', 'area_code as areaCode']).where('id', '=', unitId).executeTakeFirst();
  return row ?? null;
}

export async function unitsByName(tx: Tx, names: readonly string[]): Promise<Map<string, UnitRow>> {
  const { rows } = await sql<UnitRow>`select id, name, area_code as "areaCode" from units where name = any(${names}::text[])`.execute(tx);
  return new Map(rows.map((unit) => [unit.name, unit]));
}

export async function insertUnit(tx: Tx, unit: UnitRow): Promise<void> {
  await tx.insertInto('units').values({ id: unit.id, name: unit.name, area_code: unit.areaCode }).execute();
}
