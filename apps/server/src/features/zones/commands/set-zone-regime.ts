import { zoneRegimeSet } from '@muster/contract/zones/zones.events';
import { setZoneRegime as operation } from '@muster/contract/zones/zones.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { insertRegime } from '../regimes.store.ts';
import { zonesPolicy } from '../zones.policy.ts';

export const setZoneRegime = command(operation, {
  action: 'zone:setRegime',
  async run({ tx, principal, input }) {
    const { regimeId: id, areaCode, key, name, from, to, levels } = input;
    const permit = authorize(zonesPolicy, principal, 'zone:setRegime', { areaCode });
    if (to !== null && new Date(to) <= new Date(from)) throw new Problem('zone.end-before-start');
    await insertRegime(tx, { id, areaCode, key, name, from, to, levels });
    return {
      permit,
      result: { regimeId: id },
      events: [event(zoneRegimeSet, { areaCode }, { regimeId: id, name, levels: levels.map((level) => level.name).join('、') })],
    };
  },
});
