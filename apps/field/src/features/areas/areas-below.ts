import { belowMost } from '../../app/desk-sync.ts';
import { type ResultOfView, useView } from '../../app/query-client.ts';

export type AreaBelow = ResultOfView<'listChildAreas'>['items'][number];

/** The areas directly below one, each with its desk. Kept for the time without network, for whom one delegates to. */
export function useAreasBelow(code: string, enabled = true) {
  return useView('listChildAreas', { code, limit: belowMost }, { enabled });
}
