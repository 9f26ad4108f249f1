import type { Address } from '@muster/contract/compounds/compounds.operations';
import { compoundWords as words } from './compounds.words.ts';

/** 湖滨路 12号 北院; 无 where nothing is known, because a blank could be a forgotten field (DOMAIN §2.2). */
export function addressText({ road, number, yard }: Address): string {
  return [road, number, yard].filter((part) => part !== null).join(' ') || words.absent;
}
