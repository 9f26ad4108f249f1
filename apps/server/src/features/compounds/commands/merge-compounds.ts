import { compoundsMerged } from '@muster/contract/compounds/compounds.events';
import { mergeCompounds as operation } from '@muster/contract/compounds/compounds.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { searchText } from '../../areas/index.ts';
import { moveBuildings } from '../buildings.store.ts';
import { compoundPlace } from '../compound-place.ts';
import { compoundsPolicy } from '../compounds.policy.ts';
import { type LockedCompound, lockCompounds, updateCompound } from '../compounds.store.ts';

export const mergeCompounds = command(operation, {
  action: 'compound:merge',
  async run({ tx, principal, input, now }) {
    const { compoundId, otherId, keep } = input;
    if (compoundId === otherId) throw new Problem('compound.merge-itself');
    const [stays, goes] = (await lockCompounds(tx, [compoundId, otherId])) as [LockedCompound, LockedCompound];
    const permit = authorize(compoundsPolicy, principal, 'compound:merge', { communityCode: stays.community_code });
    if (stays.community_code !== goes.community_code) throw new Problem('compound.merge-elsewhere');
    if (stays.version !== input.version) throw new Problem('version.stale', { version: stays.version });
    if (goes.version !== input.otherVersion) throw new Problem('version.stale', { version: goes.version });
    // The name that goes stays known, so that whoever looks for it finds the place.
    const aliases = [...new Set([...stays.aliases, goes.name, ...goes.aliases])].filter((name) => name !== stays.name);
    const [first, second] = keep === 'this' ? [stays, goes] : [goes, stays];
    const { moved, same } = await moveBuildings(tx, goes.id, stays, now);
    await updateCompound(tx, goes.id, { closed_at: now, close_reason: stays.name, merged_into: stays.id });
    await updateCompound(tx, stays.id, {
      aliases,
      gates: [...new Set([...stays.gates, ...goes.gates])],
      road: first.road ?? second.road,
      number: first.number ?? second.number,
      yard: first.yard ?? second.yard,
      other_households: first.other_households || second.other_households,
      other_residents: first.other_residents || second.other_residents,
      ...placeOf(first.longitude === null ? second : first),
      outline: first.outline ?? second.outline,
      search_text: searchText([stays.name, ...aliases]),
    });
    const facts = { compoundId, name: stays.name, otherId, otherName: goes.name };
    return {
      permit,
      result: { compoundId, version: stays.version + 1, buildings: moved, merged: same },
      events: [event(compoundsMerged, compoundPlace(stays.community_code), facts)],
    };
  },
});

const placeOf = ({ longitude, latitude, position_source, position_accuracy }: LockedCompound) => ({
  longitude,
  latitude,
  position_source,
  position_accuracy,
});
