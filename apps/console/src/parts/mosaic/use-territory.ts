import type { Area } from '@muster/contract/areas/areas.operations';
import { arrangements } from '@muster/ui/mosaic/arrangements';
import { layoutMosaic, type Mosaic } from '@muster/ui/mosaic/mosaic-layout';
import { useMemo } from 'react';
import { useView } from '../../app/query.ts';

export interface Territory {
  /** Root of what is shown: the city, a district, a subdistrict. */
  root: string;
  areas: readonly Area[];
  byCode: ReadonlyMap<string, Area>;
}

/** The areas under one, read once: territory changes seldom, and an event says when it does. */
export function useTerritory(root: string): {
  data: Territory | undefined;
  error: ReturnType<typeof useView>['error'];
  refetch: () => unknown;
} {
  const query = useView('listAreas', { under: root, downTo: 'community' }, { staleTime: Number.POSITIVE_INFINITY });
  const areas = query.data?.items;
  const data = useMemo(() => (areas ? { root, areas, byCode: new Map(areas.map((area) => [area.code, area])) } : undefined), [areas, root]);
  return { data, error: query.error, refetch: query.refetch };
}

/** The layout for a size. When the room is too small at 4 pixels a community, it grows downwards instead. */
export function useMosaic(
  territory: Territory | undefined,
  width: number,
  height: number,
  options: { heading?: number; gap?: number; maxPitch?: number } = {},
): Mosaic | null {
  const { heading = 20, gap = 10, maxPitch = 34 } = options;
  return useMemo(() => {
    if (!territory || width < 40) return null;
    const { root } = territory;
    const areas = territory.areas.map((area) => ({ code: area.code, name: area.shortName }));
    for (let room = Math.max(120, height); room < 20_000; room *= 1.5) {
      try {
        return layoutMosaic(areas, {
          width,
          height: room,
          heading,
          gap,
          maxPitch,
          blockDigits: root.length <= 4 ? 6 : 9,
          arrangement: arrangements[root],
          minWidth: (block) => (heading < 12 ? 40 : block.name.length * 12 + 48),
        });
      } catch {
        // Too small: more room below.
      }
    }
    return null;
  }, [territory, width, height, heading, gap, maxPitch]);
}
