import { type ResultOfView, useView } from '../../app/query-client.ts';

export type AreaBelow = ResultOfView<'listChildAreas'>['items'][number];

/** A city has ten or so districts, a subdistrict thirty communities: nobody on a phone has more below him than this. */
export const belowMost = 200;

/** The areas directly below one, each with its desk. Kept for the time without network, for whom one delegates to. */
export function useAreasBelow(code: string, enabled = true) {
  return useView('listChildAreas', { code, limit: belowMost }, { enabled });
}
