import { newId } from '@muster/client/ids';
import type { PlaceDetail } from '@muster/contract/places/places.operations';
import { formatDayTime } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { Button } from 'antd';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';

/** Two metres, order, the policy explained: how it was found last, and by whom. */
export function ChecksSection({ place }: { place: PlaceDetail }) {
  const record = useCommand('recordPlaceCheck', { refresh: ['getPlace'] });
  const now = serverNow();
  return (
    <section className={page.section}>
      <div className={page.title}>
        <h2>{words.checks}</h2>
        <span className="t3 s12">{words.checksNote}</span>
      </div>
      {place.checks.map((check) => (
        <div key={check.key} className={styles.item}>
          <div className={styles.itemHead}>
            <span>
              {placeWords.check[check.key]}{' '}
              {check.isMet === null ? (
                <span className="t3">{words.checkNever}</span>
              ) : check.isMet ? (
                <span className="t2">{words.checkMet}</span>
              ) : (
                <span className={styles.lack}>{words.checkNotMet}</span>
              )}
            </span>
            {place.may.report && (
              <span className={styles.acts}>
                {([true, false] as const).map((isMet) => (
                  <Button
                    key={String(isMet)}
                    size="small"
                    onClick={() => record.mutate({ placeId: place.id, checkId: newId(), key: check.key, isMet })}
                  >
                    {isMet ? words.checkMet : words.checkNotMet}
                    <span className="sr"> {placeWords.check[check.key]}</span>
                  </Button>
                ))}
              </span>
            )}
          </div>
          {check.at && check.personName && (
            <div className="t3 s12">
              {[words.checkBy(check.personName, formatDayTime(check.at, now)), check.note].filter(Boolean).join('：')}
            </div>
          )}
        </div>
      ))}
      <ProblemLine problem={record.error} />
    </section>
  );
}
