import { formatDayTime } from '@muster/ui/format';
import { serverNow } from '../../app/clock.ts';
import { useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { DeskItems } from './desk-items.tsx';

/** One list at one desk: the ticks with their evidence, what was taken back and why, what stood in it before. */
export function OneDesk({ checklistId, areaCode }: { checklistId: string; areaCode: string }) {
  const desk = useView('getDeskChecklist', { checklistId, areaCode });
  const now = serverNow();
  return (
    <Loaded query={desk}>
      {(data) => (
        <>
          <DeskItems desk={data} />
          {data.takenBack.length > 0 && (
            <>
              <h3>{words.takenBack}</h3>
              <ul className={styles.history}>
                {data.takenBack.map((one) => (
                  <li key={one.id}>
                    {words.takenBackLine(one.text, one.takenBackByName, formatDayTime(one.takenBackAt, now), one.reason)}
                    <div className="t3">{words.tickedBy(one.byName, formatDayTime(one.at, now))}</div>
                  </li>
                ))}
              </ul>
            </>
          )}
          {data.former.length > 0 && (
            <>
              <h3>{words.former}</h3>
              <ul className={styles.history}>
                {data.former.map((one) => (
                  <li key={one.id}>
                    {one.text} <span className="t3">{words.tickedBy(one.byName, formatDayTime(one.at, now))}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </Loaded>
  );
}
