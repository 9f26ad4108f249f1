import { AutoComplete } from 'antd';
import { useState } from 'react';
import { useView } from '../../../app/query.ts';
import { useDebounced } from '../../../app/use-debounced.ts';
import { composeWords } from './compose.words.ts';

/** What a number is called in this city: chosen among the names that were used before, or a new one. */
export function FactField({ id, value, onChange }: { id: string; value: string; onChange: (fact: string) => void }) {
  const [open, setOpen] = useState(false);
  const q = useDebounced(value.trim(), 200);
  const facts = useView('listFacts', q ? { q } : {}, { keep: true, enabled: open });
  return (
    <AutoComplete
      id={id}
      aria-label={composeWords.fact}
      placeholder={composeWords.factPlaceholder}
      style={{ width: '100%' }}
      value={value}
      options={(facts.data?.items ?? []).map((fact) => ({ value: fact.name }))}
      maxLength={30}
      onOpenChange={setOpen}
      onChange={(next) => onChange(String(next ?? '').slice(0, 30))}
    />
  );
}
