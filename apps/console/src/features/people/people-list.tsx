import type { Person } from '@muster/contract/people/people.operations';
import { type Role, roles } from '@muster/contract/people/roles';
import { actingAs, roleWords } from '@muster/ui/words/roles.words';
import { shared } from '@muster/ui/words/shared.words';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useList } from '../../app/query.ts';
import { SearchField } from '../../app/search-field.tsx';
import { Empty, Listed } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { useDebounced } from '../../app/use-debounced.ts';
import { AreaPicker } from '../areas/area-picker.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';

const shownAssignments = 2;

/** People by name; the address keeps what they are filtered by, so that a filtered list can be sent on. */
export function PeopleList() {
  const search = useSearch({ from: '/_desk/people' });
  const navigate = useNavigate({ from: '/people' });
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useDebounced(typed.trim(), 250);
  useEffect(() => {
    if (q !== (search.q ?? '')) void navigate({ search: (before) => ({ ...before, q: q === '' ? undefined : q }), replace: true });
  }, [q, search.q, navigate]);

  const role = roles.find((one) => one === search.role);
  const filter = {
    ...(search.q ? { q: search.q } : {}),
    ...(role ? { role } : {}),
    ...(search.area ? { areaCode: search.area } : {}),
  };
  const people = useList('listPeople', { ...filter, limit: 50 });
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <div className={styles.filters}>
        <SearchField value={typed} onChange={setTyped} label={words.search} hint={words.searchHint} />
        <Select
          className={styles.role}
          aria-label={words.role}
          allowClear
          placeholder={words.anyRole}
          value={role}
          onChange={(next: Role | undefined) => void navigate({ search: (before) => ({ ...before, role: next }) })}
          options={roles.map((one) => ({ value: one, label: roleWords[one] }))}
        />
        <AreaPicker
          className={styles.area}
          label={words.area}
          placeholder={words.anyArea}
          value={search.area}
          onChange={(area) => void navigate({ search: (before) => ({ ...before, area }) })}
        />
        <ExportButton list="listPeople" filters={filter} />
      </div>
      <Listed list={people} lines={8} empty={<Empty title={words.none(filtered)}>{words.noneHint(filtered)}</Empty>}>
        {(items) => (
          <PeopleTable people={items} onOpen={(person) => void navigate({ search: (before) => ({ ...before, person: person.id }) })} />
        )}
      </Listed>
    </>
  );
}

function PeopleTable({ people, onOpen }: { people: readonly Person[]; onOpen: (person: Person) => void }) {
  return (
    <Table
      columns={[words.columnName, words.columnMobile, words.columnAssignments, words.columnUnit, words.columnCategory, words.columnAccount]}
    >
      {people.map((person) => (
        <tr key={person.id}>
          <td className={table.nowrap}>
            <button type="button" className={styles.nameButton} onClick={() => onOpen(person)}>
              {person.name}
            </button>
          </td>
          <td className={`${table.nowrap} t2`}>{person.mobileMasked ?? '–'}</td>
          <td>
            <Assignments person={person} />
          </td>
          <td className="t2">{person.unitName ?? '–'}</td>
          <td className="t2">{shared.memberCategory[person.memberCategory]}</td>
          <td className={person.hasAccount ? 't2' : 't3'}>{person.hasAccount ? words.hasAccount : words.noAccount}</td>
        </tr>
      ))}
    </Table>
  );
}

function Assignments({ person }: { person: Person }) {
  const now = serverNow();
  const present = person.assignments.filter((one) => one.to === null || Date.parse(one.to) > now);
  if (present.length === 0) return <span className="t3">{words.noAssignment}</span>;
  return (
    <span className={styles.assignments}>
      {present
        .slice(0, shownAssignments)
        .map((one) => actingAs(one))
        .join(shared.listJoin)}
      {present.length > shownAssignments && <span className="t3">{words.moreAssignments(String(present.length - shownAssignments))}</span>}
    </span>
  );
}
