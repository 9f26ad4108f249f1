import type { AreaLevel } from '@muster/contract/areas/area-code';
import { shared } from '@muster/ui/words/shared.words';
import { Select } from 'antd';
import { useState } from 'react';
import { useList, useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { useDebounced } from '../../app/use-debounced.ts';
import { areasWords as words } from './areas.words.ts';

/**
 * Chooses one area, by name, code or pinyin initials, never outside one's own scope. With `levels` only areas that a
 * role can be held at. Nothing typed: one's own area and those directly below.
 */
export function AreaPicker({
  value,
  onChange,
  levels,
  label,
  placeholder,
  allowClear = true,
  id,
  className,
}: {
  value: string | undefined;
  onChange: (code: string | undefined) => void;
  levels?: readonly AreaLevel[];
  label: string;
  placeholder?: string;
  allowClear?: boolean;
  id?: string;
  className?: string;
}) {
  const session = useSession();
  const root = session.acting.areaCode ?? session.city.code;
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 200);
  const [wanted, setWanted] = useState(false);
  const own = useView('getArea', { code: root }, { enabled: wanted });
  const near = useList('listChildAreas', { code: root, limit: 100 }, { enabled: wanted });
  const found = useView('searchAreas', { q, under: root, limit: 30 }, { enabled: q !== '', keep: true });
  const chosen = useView('getArea', { code: value ?? '' }, { enabled: value !== undefined });

  const fits = (area: { level: AreaLevel }) => levels === undefined || levels.includes(area.level);
  const areas = q === '' ? [...(own.data ? [own.data] : []), ...(near.items ?? [])] : (found.data?.items ?? []);
  const options = areas.filter(fits).map((area) => ({
    value: area.code,
    label: area.shortName,
    hint: 'path' in area ? area.path : shared.kind[area.kind],
  }));
  if (value !== undefined && chosen.data && q === '' && !options.some((option) => option.value === value))
    options.unshift({ value, label: chosen.data.shortName, hint: shared.kind[chosen.data.kind] });

  return (
    <Select
      {...(id ? { id } : {})}
      {...(className ? { className } : {})}
      aria-label={label}
      value={value}
      onChange={(next: string | undefined) => onChange(next)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={(open) => open && setWanted(true)}
      allowClear={allowClear}
      placeholder={placeholder ?? words.searchHint}
      loading={found.isFetching}
      notFoundContent={q === '' ? words.searchHint : words.foundNone(q)}
      options={options}
      popupMatchSelectWidth={320}
      optionRender={(option) => (
        <span>
          {option.label} <span className="t3 s12">{(option.data as { hint: string }).hint}</span>
        </span>
      )}
    />
  );
}
