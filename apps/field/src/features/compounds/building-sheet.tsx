import type { Building } from '@muster/contract/compounds/compounds.operations';
import { formatNumber } from '@muster/ui/format';
import { useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import type { OwnCompound } from '../../app/ground-types.ts';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { Stepper } from '../../pieces/stepper.tsx';
import { correctBuilding } from './acts.ts';
import c from './compounds.module.css';
import { compoundWords as w } from './compounds.words.ts';

/** The contract's limits of one building. */
const most = { households: 5_000, residents: 20_000 };

export function BuildingSheet({ compound, building, onClose }: { compound: OwnCompound; building: Building; onClose: () => void }) {
  const [households, setHouseholds] = useState(building.households);
  const [residents, setResidents] = useState(building.residents);
  const isChanged = households !== building.households || residents !== building.residents;

  async function save() {
    if (!isChanged) return;
    await correctBuilding(compound, { ...building, households, residents });
    announce(w.saved);
    onClose();
  }

  return (
    <Sheet
      title={w.correct(building.name)}
      onClose={onClose}
      dock={
        <Button isMissing={!isChanged} onTap={() => void save()}>
          {isChanged ? w.save(formatNumber(households), formatNumber(residents)) : w.unchanged}
        </Button>
      }
    >
      <div class={c.form}>
        <Stepper label={w.households} value={households} most={most.households} onChange={setHouseholds} />
        <Stepper label={w.residents} value={residents} most={most.residents} onChange={setResidents} />
      </div>
    </Sheet>
  );
}
