import { placeKinds, queueStates } from '@muster/contract/places/place-kinds';
import type { Place } from '@muster/contract/places/places.operations';
import { formatCount, formatNumber } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Select } from 'antd';
import { Fragment, useState } from 'react';
import page from '../../app/page.module.css';
import { useList, useView } from '../../app/query.ts';
import type { PlacesSearch } from '../../app/searches.ts';
import { useSession } from '../../app/session.tsx';
import { Empty, Listed, Loaded } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { useTitle } from '../../app/use-title.ts';
import { AreaPicker } from '../areas/area-picker.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { QueueNow, StaffNow } from './place-cells.tsx';
import { PlaceDrawer } from './place-drawer.tsx';
import { openingText } from './place-text.ts';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';
import { OpenProblems } from './problems-section.tsx';

/** Places of an area: who stands there, how long the queues are, what is wrong. */
export function PlacesPage() {
  useTitle(words.title);
  const { acting, city } = useSession();
  const search = useSearch({ from: '/_desk/places/' });
  const navigate = useNavigate({ from: '/places/' });
  const own = acting.areaCode?.slice(0, 12) ?? city.code ?? '';
  const under = search.under ?? own;
  const set = (change: PlacesSearch) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const area = useView('getArea', { code: under });
  const summary = useView('summarisePlaces', { under }, { keep: true });
  const filters = { under, kind: search.kind, queue: search.queue, unstaffed: search.unstaffed, problems: search.problems };
  const exported = Object.fromEntries(Object.entries(filters).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  const places = useList('listPlaces', { ...filters, limit: 100 });
  const isFiltered = Boolean(search.kind || search.queue || search.unstaffed || search.problems);
  const [adding, setAdding] = useState(false);
  const above = [...(area.data?.ancestors ?? []), ...(area.data ? [area.data] : [])].filter(({ code }) => code.length >= own.length);
  return (
    <div className={styles.page}>
      <nav className="crumb" aria-label={words.title}>
        {above.map((one, at) => (
          <Fragment key={one.code}>
            {at > 0 && <span aria-hidden="true">›</span>}
            <Link to="/places" search={{ ...search, under: one.code }}>
              {one.shortName}
            </Link>
          </Fragment>
        ))}
      </nav>
      <Loaded query={summary}>
        {({ places: count, unstaffed, problems, openRounds, doneToday, may }) => (
          <>
            <header className={page.head}>
              <div>
                <h1>{words.title}</h1>
                <p className="t2">
                  {count === 0
                    ? words.none
                    : unstaffed > 0
                      ? words.sentence(formatNumber(unstaffed), formatNumber(count))
                      : words.sentenceFine(formatNumber(count))}
                </p>
              </div>
              {may.add && <Button onClick={() => setAdding(true)}>{words.add}</Button>}
            </header>
            <ul className={page.facts}>
              {[
                { n: problems, word: words.facts.problems },
                { n: openRounds, word: words.facts.openRounds },
                { n: doneToday, word: words.facts.doneToday },
              ].map(({ n, word }) => (
                <li key={word}>
                  <b>{formatCount(n)}</b>
                  {word}
                </li>
              ))}
            </ul>
            {problems > 0 && <OpenProblems under={under} />}
          </>
        )}
      </Loaded>
      <search className={styles.filters} aria-label={words.filters}>
        <Select
          aria-label={words.kind}
          style={{ width: 132 }}
          value={search.kind ?? 'any'}
          options={[{ value: 'any', label: words.anyKind }, ...placeKinds.map((value) => ({ value, label: placeWords.kind[value] }))]}
          onChange={(kind) => set({ kind: kind === 'any' ? undefined : (kind as PlacesSearch['kind']) })}
        />
        <Select
          aria-label={words.columnQueue}
          style={{ width: 148 }}
          value={search.queue ?? 'any'}
          options={[
            { value: 'any', label: words.anyQueue },
            ...([...queueStates, 'unknown'] as const).map((value) => ({ value, label: words.queueIs(placeWords.queue[value]) })),
          ]}
          onChange={(queue) => set({ queue: queue === 'any' ? undefined : (queue as PlacesSearch['queue']) })}
        />
        <Checkbox checked={search.unstaffed === 'true'} onChange={(event) => set({ unstaffed: event.target.checked ? 'true' : undefined })}>
          {words.onlyUnstaffed}
        </Checkbox>
        <Checkbox checked={search.problems === 'true'} onChange={(event) => set({ problems: event.target.checked ? 'true' : undefined })}>
          {words.onlyProblems}
        </Checkbox>
        <ExportButton list="listPlaces" filters={exported} />
        <AreaPicker label={words.title} value={search.under} onChange={(code) => set({ under: code })} />
      </search>
      <Listed
        list={places}
        empty={<Empty title={isFiltered ? words.noneFound : words.none}>{isFiltered ? words.noneFoundHint : words.noneHint}</Empty>}
      >
        {(items) => <PlacesTable places={items} isCommunity={under.length >= 12} />}
      </Listed>
      {adding && area.data && <PlaceDrawer community={{ code: under, shortName: area.data.shortName }} onClose={() => setAdding(false)} />}
    </div>
  );
}

function PlacesTable({ places, isCommunity }: { places: readonly Place[]; isCommunity: boolean }) {
  return (
    <Table
      columns={[
        words.columnName,
        words.columnKind,
        words.columnHours,
        words.columnStaff,
        words.columnQueue,
        { text: words.columnDone, right: true },
        { text: words.columnProblems, right: true },
      ]}
    >
      {places.map((place) => (
        <tr key={place.id}>
          <td>
            <Link to="/places/$placeId" params={{ placeId: place.id }}>
              <b>{place.name}</b>
            </Link>{' '}
            <span className="t3 s12">
              {[isCommunity ? null : place.communityName, place.compoundName, place.gate].filter(Boolean).join(' ')}
            </span>
          </td>
          <td className="t2">{placeWords.kind[place.kind]}</td>
          <td className="t2">{openingText(place.opening)}</td>
          <td>
            <StaffNow place={place} />
          </td>
          <td>
            <QueueNow place={place} />
          </td>
          <td className={table.right}>{place.round?.state === 'open' ? formatCount(place.round.done) : <span className="t3">–</span>}</td>
          <td className={table.right}>{formatCount(place.problems)}</td>
        </tr>
      ))}
    </Table>
  );
}
