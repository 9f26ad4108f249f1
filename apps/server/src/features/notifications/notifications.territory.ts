import type { TerritoryPart } from '../../platform/territory.ts';

const failure = { stays: 'the code of a failure' } as const;

export const notificationsTerritory: TerritoryPart = {
  feature: 'notifications',
  columns: {
    channels: { area_code: 'code', last_failure_code: failure, settings: { stays: 'addresses and numbers of the other side' } },
    messages: { area_code: 'code', reach_down: 'reach', code: failure, facts: { stays: 'words of what was told, then' } },
  },
};
