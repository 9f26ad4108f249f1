import { type AreaLevel, areaLevels } from '@muster/contract/areas/area-code';
import type { ChecklistLevel } from '@muster/contract/checklists/checklists.operations';
import { shared } from '@muster/ui/words/shared.words';
import { useView } from '../../app/query.ts';
import { AreaPicker } from '../areas/area-picker.tsx';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';

/** Areas whose desks of a level get the list; each is named, and taken off again. */
export function AreasField({
  id,
  level,
  value,
  onChange,
}: {
  id: string;
  level: ChecklistLevel;
  value: readonly string[];
  onChange: (codes: string[]) => void;
}) {
  // Above the level that ticks, or of it.
  const levels: AreaLevel[] = areaLevels.slice(0, areaLevels.indexOf(level) + 1);
  return (
    <div>
      {value.length > 0 && (
        <p className={styles.areas}>
          {value.map((code) => (
            <Chosen key={code} code={code} onRemove={() => onChange(value.filter((one) => one !== code))} />
          ))}
        </p>
      )}
      <AreaPicker
        id={id}
        className={styles.full ?? ''}
        label={words.areas}
        placeholder={value.length > 0 ? words.addArea : words.areas}
        levels={levels}
        value={undefined}
        onChange={(code) => code && !value.includes(code) && onChange([...value, code])}
      />
    </div>
  );
}

function Chosen({ code, onRemove }: { code: string; onRemove: () => void }) {
  const area = useView('getArea', { code });
  const name = area.data?.shortName ?? code;
  return (
    <span>
      {name}{' '}
      <button type="button" className="lnk s13" aria-label={words.removeArea(name)} onClick={onRemove}>
        {shared.action.remove}
      </button>
    </span>
  );
}
