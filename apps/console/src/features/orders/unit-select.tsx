import { Select } from 'antd';
import { useState } from 'react';
import { useView } from '../../app/query.ts';
import { useDebounced } from '../../app/use-debounced.ts';

interface Unit {
  id: string;
  name: string;
}

/** Units found by name. */
export function UnitSelect({
  label,
  placeholder,
  value,
  onChange,
}: {
  label: string;
  placeholder: string;
  value: Unit[];
  onChange: (units: Unit[]) => void;
}) {
  const [text, setText] = useState('');
  const q = useDebounced(text.trim(), 150);
  const units = useView('listUnits', { limit: 20, ...(q ? { q } : {}) }, { keep: true });
  return (
    <Select
      mode="multiple"
      labelInValue
      aria-label={label}
      style={{ flex: 1, minWidth: 0, width: '100%' }}
      placeholder={placeholder}
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value.map((unit) => ({ value: unit.id, label: unit.name }))}
      options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
      onChange={(picked) => onChange(picked.map((one) => ({ id: String(one.value), name: String(one.label) })))}
    />
  );
}
