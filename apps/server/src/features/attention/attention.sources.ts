import type { AttentionKind } from '@muster/contract/attention/attention';
import { type RawBuilder, sql } from 'kysely';
import type { AttentionSource, OpenThing } from '../../platform/attention-source.ts';
import { checklistsAttention } from '../checklists/index.ts';
import { ordersAttention } from '../orders/index.ts';
import { patchesAttention } from '../patches/index.ts';
import { placesAttention, problemsAttention } from '../places/index.ts';

import { zonesAttention } from '../zones/index.ts';

/** Who has something that may need a hand. A later feature adds its line. */
export const attentionSources: readonly AttentionSource[] = [
  ordersAttention,
  placesAttention,
  problemsAttention,
  zonesAttention,
  checklistsAttention,
  patchesAttention,
];

/** Everything that needs somebody's hand within an area now. */
export function openThings(areaCode: string, now: Date): RawBuilder<OpenThing> {
  return sql`${sql.join(
    attentionSources.map((source) => source.open(areaCode, now)),
    sql` union all `,
  )}`;
}

export function sourceOf(kind: AttentionKind): AttentionSource {
  const source = attentionSources.find((one) => one.kinds.includes(kind));
  if (!source) throw new Error(`nobody gives the kind ${kind}`);
  return source;
}
