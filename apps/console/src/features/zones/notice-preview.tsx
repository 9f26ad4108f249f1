import type { ProblemError } from '@muster/client/call';
import type { ResultOf } from '@muster/contract/operation';
import type { previewZoneNotice } from '@muster/contract/zones/zones.operations';
import { formatNumber } from '@muster/ui/format';
import page from '../../app/page.module.css';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

type Preview = ResultOf<typeof previewZoneNotice>;
const sums = (one: Pick<Preview, 'compounds' | 'buildings' | 'households' | 'residents'>) =>
  words.sums(formatNumber(one.compounds), formatNumber(one.buildings), formatNumber(one.households), formatNumber(one.residents));

/** What a notice would change, from which level to which, before anybody issues it. */
export function NoticePreview({ preview, problem }: { preview: Preview | undefined; problem: ProblemError | null }) {
  return (
    <section className={styles.preview} aria-live="polite" aria-label={words.previewTitle}>
      <div className={page.title}>
        <h2>{words.previewTitle}</h2>
        {preview && preview.communities > 0 && <span className="t3 s12">{words.communities(formatNumber(preview.communities))}</span>}
      </div>
      {problem ? (
        <ProblemLine problem={problem} />
      ) : !preview ? (
        <p className="t3 s13">{words.previewNothing}</p>
      ) : preview.changes.length === 0 ? (
        <p className="t2">{words.previewSame}</p>
      ) : (
        <>
          {preview.changes.map((change) => (
            <div key={`${change.from} ${change.to}`} className={styles.row}>
              <b>{words.change(change.fromName ?? words.free, change.toName ?? words.free)}</b>
              <span className="t2 s13">{sums(change)}</span>
            </div>
          ))}
          <p className="t2 s13">{sums(preview)}</p>
        </>
      )}
      {preview && preview.kept > 0 && <p className="t3 s12">{words.kept(formatNumber(preview.kept))}</p>}
    </section>
  );
}
