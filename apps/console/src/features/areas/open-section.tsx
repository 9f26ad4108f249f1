import { formatDeadline, formatNumber, formatShortTime, shortNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { shared } from '@muster/ui/words/shared.words';
import { serverNow, useNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useList } from '../../app/query.ts';
import { Empty, Listed } from '../../app/states/states.tsx';
import { AttentionLink } from '../../parts/attention-link.tsx';
import { Tile } from '../../parts/tile.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { areaWords as words } from './area.words.ts';
import styles from './area-page.module.css';
import { type AreaDetail, isSmall, type OpenItem, openOf } from './area-types.ts';

/** What is asked of this desk (of a community: of its grids too), worst first; each opens its order. */
export function OpenSection({ area }: { area: AreaDetail }) {
  const open = useList('listAttention', openOf(area));
  const small = isSmall(area);
  // Of a district all that is open below it stands in the groups of the worst; here is what its own desk owes.
  const items = small ? open.items : open.items?.filter((item) => item.areaCode === area.code);
  if (!small && items?.length === 0) return null;
  const title = area.level === 'community' ? words.openOfCommunity : words.openOfArea(area.shortName);
  return (
    <section className={page.section} aria-labelledby="open-title">
      <div className={page.title}>
        <h2 id="open-title">{title}</h2>
        {items && items.length > 0 && <ExportButton list="listAttention" filters={{ areaCode: area.code }} />}
        {items && items.length > 0 && (
          <span className="s12 t3">{words.openCount(formatNumber(items.length) + (small && open.more ? '+' : ''))}</span>
        )}
      </div>
      <Listed list={{ ...open, items, more: small ? open.more : null }} empty={<Empty title={words.openNone}>{words.openNoneHint}</Empty>}>
        {(shown) => shown.map((item) => <OpenRow key={`${item.kind}-${item.subjectId}`} item={item} own={item.areaCode === area.code} />)}
      </Listed>
    </section>
  );
}

function OpenRow({ item, own }: { item: OpenItem; own: boolean }) {
  const { attention } = item;
  const isLate = attention.state === 'late';
  const name = item.order ? `${shortNumber(item.order.numberText)} ${item.title}` : item.title;
  return (
    <AttentionLink to={item} subjectId={item.subjectId} className={styles.item}>
      <Tile
        state={attention.state}
        escalated={attention.escalated}
        label={attention.escalated ? attentionWords.escalated : attentionWords.state[attention.state]}
      />
      <span>
        {isLate ? <b>{name}</b> : name}
        <br />
        <span className="t2">
          {own ? null : `${item.areaName} `}
          {[item.order && shared.urgency[item.order.urgency], attentionWords.reason[attention.reason], item.detail]
            .filter(Boolean)
            .join(words.itemJoin)}
        </span>
      </span>
      <Until item={item} />
    </AttentionLink>
  );
}

function Until({ item }: { item: OpenItem }) {
  const now = useNow(10_000);
  const { until, state } = item.attention;
  if (!until) return <time className="t3">{formatShortTime(item.attention.since, serverNow())}</time>;
  return state === 'late' ? (
    <time className="late" dateTime={until}>
      <b>{formatDeadline(until, now)}</b>
    </time>
  ) : (
    <time className="t2" dateTime={until}>
      {formatShortTime(until, now)}
    </time>
  );
}
