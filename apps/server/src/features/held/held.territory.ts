import type { TerritoryPart } from '../../platform/territory.ts';

/** What a phone sent and what waits: it is applied at the desk of now, in the words of now. */
export const heldTerritory: TerritoryPart = {
  feature: 'held',
  columns: {
    held_commands: {
      area_code: 'code',
      input: { json: 'command_id' },
      problem: { stays: 'what was refused, as it was said then' },
    },
  },
};
