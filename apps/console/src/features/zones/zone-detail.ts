import type { ResultOf } from '@muster/contract/operation';
import type { getZone } from '@muster/contract/zones/zones.operations';

export type ZoneDetail = ResultOf<typeof getZone>;
