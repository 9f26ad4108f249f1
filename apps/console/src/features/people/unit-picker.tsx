import { Select } from 'antd';
import { useState } from 'react';
import { useList } from '../../app/query.ts';
import { useDebounced } from '../../app/use-debounced.ts';
import { peopleWords as words } from './people.words.ts';

/** Chooses one unit by a part of its name. */
export function UnitPicker({
  value,
  onChange,
  label,
  id,
  className,
}: {
  value: string | undefined;
  onChange: (unitId: string | undefined, name: string | undefined) => void;
  label: string;
  id?: string;
  className?: string;
}) {
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 200);
  const [wanted, setWanted] = useState(false);
  const units = useList('listUnits', { ...(q === '' ? {} : { q }), limit: 50 }, { enabled: wanted });
  const options = (units.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }));
  return (
    <Select
      {...(id ? { id } : {})}
      {...(className ? { className } : {})}
      aria-label={label}
      value={value}
      onChange={(id: string | undefined) => onChange(id, options.find((one) => one.value === id)?.label)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={(open) => open && setWanted(true)}
      allowClear
      placeholder={words.scopeUnitHint}
      notFoundContent={words.unitsNone(q !== '')}
      options={options}
    />
  );
}
