import type { EventType } from '@muster/contract/events';
import { cityDay } from '@muster/ui/format';
import { eventNames } from '@muster/ui/words/events.words';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useList } from '../../app/query.ts';
import { Empty, Listed } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { AreaPicker } from '../areas/area-picker.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { PersonPicker } from '../people/person-picker.tsx';
import styles from './audit.module.css';
import { auditWords as words } from './audit.words.ts';
import { AuditTable } from './audit-table.tsx';
import { VerifyJournal } from './verify-journal.tsx';

const types = (Object.keys(eventNames) as EventType[]).map((value) => ({ value, label: eventNames[value] }));

/** The journal, newest first. Read only, for everybody; nobody can change what is in it. */
export function AuditPage() {
  useTitle(words.title);
  const search = useSearch({ from: '/_desk/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const set = (next: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const filter = {
    ...(search.type ? { type: search.type } : {}),
    ...(search.actor ? { actorId: search.actor } : {}),
    ...(search.area ? { areaCode: search.area } : {}),
    ...(search.on ? { on: search.on } : {}),
  };
  const filtered = Object.keys(filter).length > 0;
  const events = useList('listAudit', { ...filter, limit: 50 });
  return (
    <div className={styles.page}>
      <header className={page.head}>
        <div>
          <h1>{words.title}</h1>
          <p className="t2">{words.note}</p>
        </div>
        <VerifyJournal />
      </header>
      <div className={styles.filters}>
        <Select
          className={styles.type}
          aria-label={words.filterType}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.anyType}
          value={types.some((one) => one.value === search.type) ? (search.type as EventType) : undefined}
          onChange={(type: EventType | undefined) => set({ type })}
          options={types}
        />
        <PersonPicker
          className={styles.actor ?? ''}
          label={words.filterActor}
          placeholder={words.anyActor}
          value={search.actor}
          onChange={(person) => set({ actor: person?.id })}
        />
        <AreaPicker
          className={styles.area ?? ''}
          label={words.filterArea}
          placeholder={words.filterArea}
          value={search.area}
          onChange={(area) => set({ area })}
        />
        <Input
          type="date"
          className={styles.day}
          aria-label={words.filterDay}
          max={cityDay(serverNow())}
          value={search.on ?? ''}
          onChange={(event) => set({ on: event.target.value === '' ? undefined : event.target.value })}
        />
        <ExportButton list="listAudit" filters={filter} />
        {filtered && (
          <Button type="link" onClick={() => void navigate({ search: {}, replace: true })}>
            {words.clear}
          </Button>
        )}
      </div>
      <Listed list={events} lines={10} empty={<Empty title={words.none(filtered)}>{words.noneHint(filtered)}</Empty>}>
        {(items) => <AuditTable events={items} />}
      </Listed>
    </div>
  );
}
