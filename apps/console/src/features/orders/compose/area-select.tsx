import { Select } from 'antd';
import { useState } from 'react';
import { Icon } from '../../../app/icons.tsx';
import { useView } from '../../../app/query.ts';
import { useDebounced } from '../../../app/use-debounced.ts';
import styles from './compose.module.css';
import { composeWords } from './compose.words.ts';
import type { PickedArea } from './draft.ts';

/** Areas as chips: found by Chinese name, code or pinyin initials; before anything is typed, the children of one's own area. */
export function AreaSelect({
  id,
  label,
  placeholder,
  root,
  value,
  single = false,
  fault = false,
  onChange,
}: {
  id?: string;
  label: string;
  placeholder: string;
  root: string;
  value: readonly PickedArea[];
  single?: boolean;
  fault?: boolean;
  onChange: (areas: PickedArea[]) => void;
}) {
  const [text, setText] = useState('');
  // A list that stays open after a choice lies over the next field; typing opens it again.
  const [open, setOpen] = useState(false);
  const q = useDebounced(text.trim(), 120);
  const found = useView('searchAreas', { q, under: root, limit: 20 }, { enabled: q !== '', keep: true });
  const children = useView('listChildAreas', { code: root, limit: 50 }, { enabled: q === '' });
  const own = useView('getArea', { code: root }, { enabled: q === '' });
  // Only what was found for the text that stands there: Enter must not take the first of an older list, the whole city say.
  const isSettled = text.trim() === q && (q === '' || !found.isPlaceholderData);
  const options = !isSettled
    ? []
    : q === ''
      ? [...(own.data ? [{ ...own.data, path: '' }] : []), ...(children.data?.items.map((area) => ({ ...area, path: '' })) ?? [])]
      : (found.data?.items ?? []);
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      labelInValue
      aria-label={label}
      className={styles.areas}
      status={fault ? 'error' : ''}
      placeholder={placeholder}
      open={open}
      onOpenChange={setOpen}
      maxCount={single ? 2 : 200}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      value={value.map((area) => ({ value: area.code, label: area.name }))}
      options={options.map((area) => ({ value: area.code, label: area.shortName, path: area.path }))}
      optionRender={(option) => (
        <span className={styles.option}>
          {option.data.label}
          <span className="t3">{option.data.path}</span>
        </span>
      )}
      tagRender={({ label: name, value: code, onClose }) => (
        <span key={String(code)} className={styles.token}>
          {name}
          {/* The Select itself answers to Backspace; the cross is for the pointer. */}
          <button
            type="button"
            tabIndex={-1}
            aria-label={composeWords.removePart(String(name))}
            onMouseDown={(event) => event.preventDefault()}
            onClick={onClose}
          >
            <Icon name="cross" size={11} />
          </button>
        </span>
      )}
      notFoundContent={null}
      onChange={(picked) => {
        setText('');
        setOpen(false);
        const areas = picked.map((one) => ({ code: String(one.value), name: String(one.label) }));
        onChange(single ? areas.slice(-1) : areas);
      }}
    />
  );
}
