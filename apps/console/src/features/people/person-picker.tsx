import type { Person } from '@muster/contract/people/people.operations';
import { actingAs } from '@muster/ui/words/roles.words';
import { Select } from 'antd';
import { useState } from 'react';
import { useList } from '../../app/query.ts';
import { useDebounced } from '../../app/use-debounced.ts';
import { peopleWords as words } from './people.words.ts';

/** Chooses one person by name, pinyin initials or the end of the mobile number. */
export function PersonPicker({
  value,
  onChange,
  label,
  placeholder,
  id,
  className,
}: {
  value: string | undefined;
  onChange: (person: Person | undefined) => void;
  label: string;
  placeholder?: string;
  id?: string;
  className?: string;
}) {
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 200);
  const [wanted, setWanted] = useState(value !== undefined);
  const people = useList('listPeople', { ...(q === '' ? {} : { q }), limit: 20 }, { enabled: wanted });
  const options = (people.items ?? []).map((person) => ({
    value: person.id,
    label: person.name,
    hint: [person.mobileMasked, ...person.assignments.slice(0, 1).map(actingAs)].filter(Boolean).join(' '),
  }));
  return (
    <Select
      {...(id ? { id } : {})}
      {...(className ? { className } : {})}
      aria-label={label}
      value={value}
      onChange={(id: string | undefined) => onChange(people.items?.find((one) => one.id === id))}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={(open) => open && setWanted(true)}
      allowClear
      placeholder={placeholder ?? words.searchHint}
      notFoundContent={words.none(q !== '')}
      options={options}
      optionRender={(option) => (
        <span>
          {option.label} <span className="t3 s12">{(option.data as { hint: string }).hint}</span>
        </span>
      )}
    />
  );
}
