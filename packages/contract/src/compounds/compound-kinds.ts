/**
 * What a compound (小区) is. Unmanaged is the 三无小区 of the source; which of the three it lacks is kept beside it
 * (DOMAIN §1: 无主管单位、无物业管理、无人防物防).
 */
export const compoundKinds = ['managed', 'unmanaged', 'urbanVillage', 'villageGroup', 'dormitory'] as const;
export type CompoundKind = (typeof compoundKinds)[number];

export const compoundLacks = ['supervisor', 'management', 'protection'] as const;
export type CompoundLack = (typeof compoundLacks)[number];
