import { call } from '@muster/client/call';
import { grantableRoles } from '@muster/contract/people/granting';
import { roleWords } from '@muster/ui/words/roles.words';
import { shared } from '@muster/ui/words/shared.words';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Drawer, Segmented } from 'antd';
import { useState } from 'react';
import page from '../../app/page.module.css';
import { useSession } from '../../app/session.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { useTitle } from '../../app/use-title.ts';
import { CsvImport } from '../areas/csv-import.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { AddPersonForm } from './add-person-form.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';
import { PeopleList } from './people-list.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { UnitsSection } from './units-section.tsx';

type Tab = 'people' | 'units' | 'accounts';

/** Who works in the response, in which roles; their units, and for the security administrator their accounts. */
export function PeoplePage() {
  useTitle(words.title);
  const { may } = useSession();
  const search = useSearch({ from: '/_desk/people' });
  const navigate = useNavigate({ from: '/people' });
  const tab: Tab = search.tab === 'accounts' && !may.manageAccounts ? 'people' : (search.tab ?? 'people');
  const [doing, setDoing] = useState<'add' | 'import' | null>(null);
  const tabs = (['people', 'units', ...(may.manageAccounts ? (['accounts'] as const) : [])] as const).map((value) => ({
    value,
    label: words.tabs[value],
  }));
  return (
    <div className={styles.page}>
      <header className={page.head}>
        <h1>{words.title}</h1>
        {tab === 'people' && may.managePeople && (
          <div className={page.acts}>
            <Button onClick={() => setDoing(doing === 'import' ? null : 'import')} aria-expanded={doing === 'import'}>
              {doing === 'import' ? words.close : words.import}
            </Button>
            <Button type="primary" onClick={() => setDoing('add')}>
              {words.add}
            </Button>
          </div>
        )}
      </header>
      <Segmented
        aria-label={words.title}
        options={tabs}
        value={tab}
        onChange={(next) => void navigate({ search: next === 'people' ? {} : { tab: next } })}
      />
      {doing === 'import' && tab === 'people' && <ImportPeople />}
      {tab === 'people' ? <PeopleList /> : tab === 'units' ? <UnitsSection /> : <AccountsSection />}
      {doing === 'add' && (
        <AddPersonDrawer
          onDone={(person) => {
            setDoing(null);
            void navigate({ search: (before) => ({ ...before, person: person.id }) });
          }}
          onClose={() => setDoing(null)}
        />
      )}
      {search.person && (
        <PersonDrawer
          key={search.person}
          personId={search.person}
          onClose={() => void navigate({ search: (before) => ({ ...before, person: undefined }) })}
        />
      )}
    </div>
  );
}

function AddPersonDrawer({ onDone, onClose }: { onDone: (person: { id: string }) => void; onClose: () => void }) {
  useReturnFocus();
  return (
    <Drawer open title={words.addTitle} size={420} onClose={onClose}>
      <AddPersonForm onDone={onDone} onCancel={onClose} />
    </Drawer>
  );
}

/** `bare` inside the first-run steps, which say the same in their own words. */
export function ImportPeople({ bare = false }: { bare?: boolean }) {
  const client = useQueryClient();
  const { acting } = useSession();
  const given = grantableRoles[acting.role].map((role) => roleWords[role]).join(shared.listJoin);
  return (
    <section className={bare ? undefined : page.import} aria-label={words.import}>
      <p className={bare ? 't3 s13' : 't2'}>{words.importHint(given)}</p>
      <CsvImport
        example={words.importExample}
        send={(input) => call('importPeople', input)}
        onStored={() => {
          for (const name of ['listPeople', 'getDesk', 'listChildAreas', 'listUnits', 'getSystem'])
            void client.invalidateQueries({ queryKey: [name] });
        }}
      />
    </section>
  );
}
