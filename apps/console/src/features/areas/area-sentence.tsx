import { groundKinds } from '@muster/contract/attention/attention';
import { formatNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import type { ReactNode } from 'react';
import { Fragment } from 'react';
import { useList, useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { areaWords as words } from './area.words.ts';
import { type AreaDetail, type Desk, isSmall, openOf } from './area-types.ts';

/** What is wrong there, in one sentence, worst first; what is fine is two words. */
export function AreaSentence({ area, desk }: { area: AreaDetail; desk: Desk | undefined }) {
  const { may } = useSession();
  const small = isSmall(area);
  const open = useList('listAttention', openOf(area), { enabled: may.seeOrders });
  const attention = useView('getAttention', { areaCode: area.code }, { enabled: may.seeOrders && !small });
  if ((may.seeOrders && !open.items) || !desk || (may.seeOrders && !small && !attention.data)) return <p>&nbsp;</p>;

  const own = (open.items ?? []).filter((item) => item.areaCode === area.code);
  const count = (state: string) => own.filter((item) => item.kind === 'receipt' && item.attention.state === state).length;
  const parts: ReactNode[] = [];
  const say = (n: number, word: (n: string) => string, look: string) => {
    if (n > 0) parts.push(<b className={look}>{word(formatNumber(n))}</b>);
  };
  say(count('late'), words.late, 'late');
  for (const kind of groundKinds) {
    const found = own.filter((item) => item.kind === kind);
    say(found.length, attentionWords.ground[kind], found.some((item) => item.attention.state === 'late') ? 'late' : 'wait');
  }
  if (attention.data) say(attention.data.needing, (n) => words.needing(n, formatNumber(attention.data?.communities ?? 0)), 'wait');
  say(count('waiting'), words.waiting, 'wait');
  if (desk.people.length === 0) parts.push(<b className="wait">{words.deskNobody}</b>);
  else if (!desk.staffed) parts.push(<b className="wait">{words.deskEmpty}</b>);
  say(count('forReview'), words.forReview, 'review');

  if (parts.length === 0) return <p className="t2">{words.allFine}</p>;
  return (
    <p className="t2">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, in order.
        <Fragment key={index}>
          {index > 0 && words.comma}
          {part}
        </Fragment>
      ))}
      {words.stop}
      {words.restFine}
    </p>
  );
}
