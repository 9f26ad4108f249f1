import { formatCount, formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import page from '../../app/page.module.css';
import { useList, useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Empty, Listed } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { useDebounced } from '../../app/use-debounced.ts';
import type { AreaDetail } from '../areas/area-types.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { PatchCells } from '../patches/patch-cells.tsx';
import { patchWords } from '../patches/patches.words.ts';
import { roleName } from '../patches/role-name.ts';
import { CompoundZone } from '../zones/compound-zone-cell.tsx';
import { zoneWords } from '../zones/zones.words.ts';
import { CompoundDrawer } from './compound-drawer.tsx';
import { addressText } from './compound-text.ts';
import styles from './compounds.module.css';
import { compoundWords as words } from './compounds.words.ts';
import { DuplicatesLine } from './duplicates-line.tsx';
import { ImportLink } from './import/import-link.tsx';

/** What a community is made of; above it, the same list over all its communities. */
export function CompoundsSection({ area }: { area: AreaDetail }) {
  const isCommunity = area.level === 'community';
  const under = area.code.slice(0, 12);
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 200);
  const summary = useView('summariseCompounds', { under });
  const compounds = useList('listCompounds', { under, limit: 50, ...(q === '' ? {} : { q }) });
  const [adding, setAdding] = useState(false);
  const { may } = useSession();
  const patches = useList('listPatches', { under, limit: 200 }, { enabled: may.seeOrders });
  const zones = useList('listZones', { under, limit: 200 }, { enabled: may.seeOrders });
  const roles = patches.pages?.[0]?.roles ?? [];
  const count = summary.data?.compounds ?? 0;
  if (!isCommunity && count === 0) return null;
  return (
    <section className={page.section} id="compounds" aria-labelledby="compounds-title">
      <div className={page.title}>
        <h2 id="compounds-title">{words.title}</h2>
        <span className={page.titleActs}>
          <ExportButton list="listCompounds" filters={{ under, ...(q === '' ? {} : { q }) }} />
          {count > 0 && may.seeOrders && (
            <Link className="lnk s13" to="/patches" search={{ under }}>
              {patchWords.title}
            </Link>
          )}
          {count > 0 && summary.data && (
            <span className="t3 s12">{words.note(formatNumber(summary.data.buildings), formatNumber(summary.data.households))}</span>
          )}
          <ImportLink under={under} />
          {summary.data?.may.add && (
            <button type="button" className="lnk s13" onClick={() => setAdding(true)}>
              {words.add}
            </button>
          )}
        </span>
      </div>
      {count > 20 && (
        <Input
          className={styles.search}
          allowClear
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <DuplicatesLine under={under} />
      <Listed
        list={compounds}
        empty={
          <Empty title={words.none} action={summary.data?.may.add && <Button onClick={() => setAdding(true)}>{words.add}</Button>}>
            {words.noneHint}
          </Empty>
        }
      >
        {(items) => (
          <Table
            columns={[
              words.columnName,
              words.columnKind,
              words.columnAddress,
              { text: words.columnBuildings, right: true },
              { text: words.columnHouseholds, right: true },
              may.seeOrders && { text: patchWords.patch, right: true },
              ...roles.map((role) => ({ text: roleName(role), right: true })),
              may.seeOrders && zoneWords.zoneColumn,
            ]}
          >
            {items.map((compound) => (
              <tr key={compound.id}>
                <td>
                  <Link to="/compounds/$compoundId" params={{ compoundId: compound.id }}>
                    <b>{compound.name}</b>
                  </Link>{' '}
                  <span className="t3 s12">{isCommunity ? compound.gridName : compound.communityName}</span>
                </td>
                <td className="t2">{words.kind[compound.kind]}</td>
                <td className="t2">{addressText(compound.address)}</td>
                <td className={`${table.right} t2`}>{formatCount(compound.buildings)}</td>
                <td className={table.right}>{formatCount(compound.households)}</td>
                {may.seeOrders && <PatchCells roles={roles} patches={patches.items ?? []} compoundId={compound.id} />}
                {may.seeOrders && (
                  <td>
                    <CompoundZone zones={zones.items ?? []} compoundId={compound.id} />
                  </td>
                )}
              </tr>
            ))}
          </Table>
        )}
      </Listed>
      {adding && <CompoundDrawer community={{ code: area.code, shortName: area.shortName }} onClose={() => setAdding(false)} />}
    </section>
  );
}
