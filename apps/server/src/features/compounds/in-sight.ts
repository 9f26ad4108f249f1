import { isWithin } from '@muster/contract/areas/area-code';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { requireOpenArea } from '../areas/index.ts';

/** A community outside of one's own territory is not told apart from one that does not exist; a grid worker's own lies above him. */
export function communityInSight(principal: Principal, communityCode: string): void {
  const own = principal.areaCode;
  if (own === null || !(isWithin(communityCode, own) || (own.length > 12 && isWithin(own, communityCode)))) throw notFound();
}

/** That the community goes on being one until the commit. Whoever acts for a grid may lock no more than his grid, which goes where its community goes. */
export function requireOpenCommunity(tx: Tx, principal: Principal, communityCode: string): Promise<void> {
  const own = principal.areaCode;
  return requireOpenArea(tx, own !== null && isWithin(own, communityCode) ? own : communityCode);
}

/** Where a list of the ground begins: what is asked for, else one's own territory; for a grid the community that it is part of. */
export function groundUnder(principal: Principal, asked: string | undefined): string {
  const own = principal.areaCode?.slice(0, 12) ?? null;
  if (own === null) throw notFound();
  if (asked !== undefined && !isWithin(asked, own)) throw notFound();
  return asked ?? own;
}
