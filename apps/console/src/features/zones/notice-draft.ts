import type { InputOf } from '@muster/contract/operation';
import type { previewZoneNotice } from '@muster/contract/zones/zones.operations';
import type { ZoneTarget } from '@muster/contract/zones/zones.schemas';
import { doorOf } from '../patches/door-picker.tsx';

/** Doors of one community, as the texts that a tree picks by. */
export interface DoorGroup {
  key: string;
  communityCode: string | undefined;
  doors: string[];
}

export interface DraftItem {
  key: string;
  /** `lift`, or the key of a level. */
  level: string;
  groups: DoorGroup[];
  areas: { code: string | undefined; rest: boolean; key: string }[];
  except: DoorGroup[];
  until: string | null;
}

export type DraftedItems = InputOf<typeof previewZoneNotice>['items'];

const places = (groups: readonly DoorGroup[]) => groups.flatMap(({ doors }) => doors.map(doorOf));

/** Items that name something, as the operation wants them. */
export function itemsOf(items: readonly DraftItem[]): DraftedItems {
  return items
    .map(({ level, groups, areas, except, until }) => ({
      level: level === 'lift' ? null : level,
      include: [
        ...places(groups).map((place): ZoneTarget => ({ kind: 'place', ...place })),
        ...areas.flatMap(({ code, rest }): ZoneTarget[] => (code ? [{ kind: 'area', areaCode: code, rest }] : [])),
      ],
      except: places(except),
      until: level === 'lift' ? null : until,
    }))
    .filter(({ include }) => include.length > 0);
}
