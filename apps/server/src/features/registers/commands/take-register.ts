import { lineage } from '@muster/contract/areas/area-code';
import { cityDay } from '@muster/contract/city-time';
import { registerTaken } from '@muster/contract/registers/registers.events';
import { takeRegister as operation } from '@muster/contract/registers/registers.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { areaNames } from '../../areas/index.ts';
import { getCompound } from '../../compounds/index.ts';
import { listPatches } from '../../patches/index.ts';
import { listPlaces } from '../../places/index.ts';
import { listZones } from '../../zones/index.ts';
import { registerWords } from '../register.words.ts';
import { registerContent } from '../register-content.ts';
import { registersPolicy } from '../registers.policy.ts';
import { insertRegister } from '../registers.store.ts';

/** As many as one page of those lists has; a compound has a handful. */
const most = 200;

/** Reads what there is as its taker sees it, and keeps it as it was: page and file say the same, and so does the journal. */
export const takeRegister = command(operation, {
  action: 'register:take',
  async run(facts) {
    const { tx, principal, input, now } = facts;
    const { compoundId, language } = input;
    const compound = await getCompound.read({ ...facts, input: { compoundId } });
    const permit = authorize(registersPolicy, principal, 'register:take', null);
    const under = compound.communityCode;
    const names = await areaNames(tx, lineage(under));
    const patches = listPatches.allows(principal) ? await listPatches.read({ ...facts, input: { under, compoundId, limit: most } }) : null;
    const places = listPlaces.allows(principal) ? await listPlaces.read({ ...facts, input: { under, compoundId, limit: most } }) : null;
    const zones = listZones.allows(principal) ? await listZones.read({ ...facts, input: { under, compoundId, limit: most } }) : null;
    const content = registerContent(
      {
        compound,
        path: lineage(under).map((code) => names.get(code) ?? code),
        patches: patches?.items ?? null,
        roles: patches?.roles ?? [],
        places: places?.items ?? null,
        zones: zones?.items ?? null,
        by: principal.personName,
        purpose: input.purpose,
        now,
      },
      language,
    );
    const fileName = `${compound.name}_${registerWords[language].title}_${cityDay(now)}.docx`;
    const row = { id: input.registerId, compoundId, format: input.format, file_name: fileName, content };
    await insertRegister(tx, principal, row, now);
    return {
      permit,
      result: { registerId: row.id, fileName, path: `/register/${row.id}` },
      events: [
        event(
          registerTaken,
          { areaCode: under },
          { registerId: row.id, compoundId, name: compound.name, format: input.format, purpose: input.purpose },
        ),
      ],
    };
  },
});
