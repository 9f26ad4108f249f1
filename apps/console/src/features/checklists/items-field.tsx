import { newId } from '@muster/client/ids';
import { itemsMost } from '@muster/contract/checklists/checklists.operations';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Input } from 'antd';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';

export interface WrittenItem {
  id: string;
  text: string;
  hint: string | null;
}

export const emptyItem = (): WrittenItem => ({ id: newId(), text: '', hint: null });

/** The items one below the other; one that is left empty is a slot without a name, and says so. */
export function ItemsField({ items, onChange }: { items: readonly WrittenItem[]; onChange: (items: WrittenItem[]) => void }) {
  const set = (at: number, text: string) => onChange(items.map((item, index) => (index === at ? { ...item, text } : item)));
  const moveUp = (at: number) =>
    onChange(items.flatMap((item, index) => (index === at - 1 ? [items[at] as WrittenItem, item] : index === at ? [] : [item])));
  return (
    <fieldset>
      <legend className={styles.label}>
        {words.items} <span className="t3">{words.itemHint}</span>
      </legend>
      {items.map((item, at) => {
        const place = formatNumber(at + 1);
        return (
          <div key={item.id} className={styles.item}>
            <span>{place}</span>
            <Input
              aria-label={words.item(place)}
              value={item.text}
              maxLength={120}
              placeholder={words.unnamed}
              onChange={(event) => set(at, event.target.value)}
            />
            <span className={styles.itemActs}>
              {at > 0 && (
                <button type="button" className="lnk" aria-label={words.moveUp(place)} onClick={() => moveUp(at)}>
                  ↑
                </button>
              )}
              {items.length > 1 && (
                <button
                  type="button"
                  className="lnk"
                  aria-label={words.removeItem(place)}
                  onClick={() => onChange(items.filter(({ id }) => id !== item.id))}
                >
                  {shared.action.remove}
                </button>
              )}
            </span>
          </div>
        );
      })}
      {items.length < itemsMost && (
        <button type="button" className="lnk" onClick={() => onChange([...items, emptyItem()])}>
          {words.addItem}
        </button>
      )}
    </fieldset>
  );
}
