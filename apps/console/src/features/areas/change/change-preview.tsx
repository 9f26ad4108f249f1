import type { OperationOf, ResultOf } from '@muster/client/types';
import type { AreaMoved } from '@muster/contract/areas/areas.operations';
import { formatNumber } from '@muster/ui/format';
import styles from './change-area.module.css';
import { changeWords as words } from './change-area.words.ts';

type Preview = ResultOf<OperationOf<'previewAreaChange'>>;
const codesShown = 8;

/** What a change moves, counted by the plan that does it. */
export function ChangePreview({ preview, isCounting }: { preview: Preview | undefined; isCounting: boolean }) {
  if (!preview) return <p className="t3">{isCounting ? words.counting : ''}</p>;
  const parts = (Object.keys(words.moved) as (keyof AreaMoved)[]).filter((key) => preview.moved[key] > 0);
  const shown = preview.codes.slice(0, codesShown);
  return (
    <section className={styles.preview} aria-label={words.preview} aria-live="polite">
      <h3>{words.preview}</h3>
      {parts.length === 0 ? (
        <p>{words.nothingMoves}</p>
      ) : (
        <ul>
          {parts.map((key) => (
            <li key={key}>{words.moved[key](formatNumber(preview.moved[key]))}</li>
          ))}
        </ul>
      )}
      {shown.length > 0 && (
        <details>
          <summary>{words.codes(String(shown.length))}</summary>
          <ul className="t3">
            {shown.map(({ from, to, name }) => (
              <li key={from}>
                {from} → {to} {name}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="t3 s13">{words.figuresStay}</p>
    </section>
  );
}
