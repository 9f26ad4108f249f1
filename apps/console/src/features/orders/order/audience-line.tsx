import type { AudienceTerm } from '@muster/contract/orders/audience';
import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { language } from '@muster/ui/words/dictionary';
import { conditionText, groundWords } from '@muster/ui/words/ground.words';
import { shared } from '@muster/ui/words/shared.words';
import { useSession } from '../../../app/session.tsx';
import { useTerritory } from '../../../parts/mosaic/use-territory.ts';
import { composeWords } from '../compose/compose.words.ts';

type WhereTerm = Extract<AudienceTerm, { kind: 'areasWhere' }>;

/**
 * Whom it was sent to. The words that are kept with an order are Chinese; a condition is said in the language of the reader,
 * because it is what he has to understand and no name.
 */
export function AudienceLine({ order }: { order: OrderDetail }) {
  const terms = order.audience.include.filter((term) => term.kind === 'areasWhere');
  if (terms.length === 0 || language() === 'zh') return <>{order.audienceText}</>;
  return <Conditions order={order} terms={terms} />;
}

function Conditions({ order, terms }: { order: OrderDetail; terms: readonly WhereTerm[] }) {
  const { acting, city } = useSession();
  const territory = useTerritory(acting.areaCode ?? city.code);
  const nameOf = (code: string) => territory.data?.byCode.get(code)?.shortName ?? code;
  const said = distinct(terms).map((first) => {
    const areas = terms.filter((term) => keyOf(term) === keyOf(first)).map((term) => nameOf(term.under));
    return groundWords.where(areas.join(shared.listJoin), conditionText(first.where), composeWords.levels[first.level]);
  });
  const text = said.join(shared.listJoin);
  return (
    <>{terms.length === order.audience.include.length && order.audience.except.length === 0 ? text : `${order.audienceText} (${text})`}</>
  );
}

const keyOf = (term: WhereTerm) => JSON.stringify([term.level, term.where]);

/** The first of each condition. */
function distinct(terms: readonly WhereTerm[]): WhereTerm[] {
  return terms.filter((term, at) => terms.findIndex((one) => keyOf(one) === keyOf(term)) === at);
}
