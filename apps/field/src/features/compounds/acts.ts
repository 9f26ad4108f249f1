import type { Building } from '@muster/contract/compounds/compounds.operations';
import { outbox } from '../../app/device.ts';
import type { OwnCompound } from '../../app/ground-types.ts';

/** A count that was seen to be wrong, put right where it was seen. The sums over it follow by themselves. */
export async function correctBuilding(compound: OwnCompound, building: Building): Promise<void> {
  await outbox().add({
    operation: 'changeBuildings',
    subject: compound.id,
    input: { compoundId: compound.id, version: compound.version, put: [building] },
    about: { name: compound.name, what: building.name, households: building.households, residents: building.residents },
  });
}
