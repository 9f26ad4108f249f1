import type { GroundKind } from '@muster/contract/attention/attention';
import type { StateName } from '@muster/ui/drain';
import { formatNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { Tile } from '../../parts/tile.tsx';
import { situationWords as words } from './situation.words.ts';
import type { AttentionView } from './situation-model.ts';
import styles from './situation-page.module.css';

/** One chip per kind of trouble, with how many communities it has; chosen again it lets go. */
export function SituationFilters({
  view,
  selected,
  onSelect,
}: {
  view: AttentionView;
  selected: string | undefined;
  onSelect: (key: string | undefined) => void;
}) {
  return (
    <fieldset className={styles.chips}>
      <legend className="sr">{words.filters}</legend>
      <button type="button" className={styles.chip} aria-pressed={selected === undefined} onClick={() => onSelect(undefined)}>
        {words.all}
        <b>{formatNumber(view.needing)}</b>
      </button>
      {view.filters
        .filter((filter) => filter.count > 0 || filter.key === selected)
        .map((filter) => (
          <button
            key={filter.key}
            type="button"
            className={styles.chip}
            aria-pressed={selected === filter.key}
            onClick={() => onSelect(selected === filter.key ? undefined : filter.key)}
          >
            <Tile state={filter.state as StateName} />
            {words.filter[filter.key] ?? attentionWords.reason[filter.key as GroundKind]}
            <b>{formatNumber(filter.count)}</b>
          </button>
        ))}
    </fieldset>
  );
}
