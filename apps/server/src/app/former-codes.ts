import { readLineage } from '../features/areas/index.ts';
import { type City, inScope } from '../platform/db/scope.ts';
import { type Principal, systemPrincipal } from '../platform/principal.ts';

/** Events after which the lineage in memory is old. */
const changes: readonly string[] = ['area.recoded', 'areas.merged', 'area.split'];
export const isTerritoryChange = (event: { type: string }) => changes.includes(event.type);

/** Reads what areas were called before; after each change, in every server process. */
export async function loadFormerCodes(runtime: { city: City; cityCode: string | null }): Promise<void> {
  const { city, cityCode } = runtime;
  if (cityCode === null || !city.former) return;
  city.former.load(await inScope(city, systemPrincipal(cityCode), (tx) => readLineage(tx), 'read'));
}

/** Who acts, where his area is now: a session that was opened before a change follows with its next request. */
export function follow(runtime: { city: City }, principal: Principal): Principal {
  const { areaCode } = principal;
  const present = areaCode === null ? null : (runtime.city.former?.present(areaCode) ?? areaCode);
  return present === areaCode ? principal : { ...principal, areaCode: present };
}
