import type { AreaKind } from '@muster/contract/areas/area-names';
import { language } from '@muster/ui/words/dictionary';
import { shared } from '@muster/ui/words/shared.words';
import { useView } from '../../app/query.ts';

/** The short name of an area of which only the code is at hand. */
export function AreaName({ code }: { code: string }) {
  const area = useView('getArea', { code }, { staleTime: 10 * 60_000 });
  return <>{area.data?.shortName ?? code}</>;
}

/** What kind of area it is, where its name does not say so by itself (焦店镇 does, 香山街道筹备组 does not). */
export function kindNote(area: { shortName: string; kind: AreaKind }): string | null {
  return language() === 'zh' && /(街道|[市区县镇乡村])$/.test(area.shortName) ? null : shared.kind[area.kind];
}
