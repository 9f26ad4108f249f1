import type { CompoundKind } from '@muster/contract/compounds/compound-kinds';
import type { Audience } from '@muster/contract/orders/audience';
import type { GroundCondition } from '@muster/contract/orders/ground';
import type { PlaceKind } from '@muster/contract/places/place-kinds';
import type { ZoneStrictness } from '@muster/contract/zones/zone-regimes';

const compoundWords: Record<CompoundKind, string> = {
  managed: '有物业小区',
  unmanaged: '三无小区',
  urbanVillage: '城中村',
  villageGroup: '村民组',
  dormitory: '家属院',
};

const placeWords: Record<PlaceKind, string> = {
  gate: '出入口',
  checkpoint: '卡点',
  testPoint: '采样点',
  isolationDoor: '隔离门',
  deliveryPoint: '配送点',
};

const zoneWords: Record<ZoneStrictness, string> = { locked: '封控小区', controlled: '管控小区', precaution: '防范小区' };

/** 有三无小区, 片区缺医生: a condition as it stands in the audience of an order. */
export function conditionWords(where: GroundCondition, roleName: string): string {
  switch (where.is) {
    case 'hasCompound':
      return `有${compoundWords[where.kind]}`;
    case 'hasPlace':
      return `有${placeWords[where.kind]}`;
    case 'hasZone':
      return `有${zoneWords[where.strictness]}`;
    case 'patchLacks':
      return `片区缺${roleName}`;
  }
}

/** Whether whom it reaches depends on what is so at the moment: today's nobody may be somebody tomorrow. */
export function isConditional(audience: Audience): boolean {
  return audience.include.some((term) => term.kind === 'areasWhere');
}
