import { sql } from 'kysely';
import type { TerritoryPart } from '../../platform/territory.ts';

/**
 * Whoever sends an order holds the incident against its end (`requireActiveIncident`) before he reads the territory. A change of the
 * territory takes the same lock whole: it waits for those who are sending, and who comes later reads the territory of
 * after. Sending pays nothing for it.
 */
export const incidentsTerritory: TerritoryPart = {
  feature: 'incidents',
  columns: {},
  async gate(tx) {
    await sql`select id from incidents order by id for update`.execute(tx);
  },
};
