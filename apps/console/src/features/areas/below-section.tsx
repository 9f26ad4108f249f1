import { formatCount } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import page from '../../app/page.module.css';
import { useCommand, useList } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty, Listed } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { Field } from '../../parts/field.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { patchWords } from '../patches/patches.words.ts';
import { placesWords } from '../places/places.words.ts';
import { zoneWords } from '../zones/zones.words.ts';
import { areaWords as words } from './area.words.ts';
import { kindNote } from './area-name.tsx';
import styles from './area-page.module.css';
import type { AreaDetail } from './area-types.ts';
import { areasWords } from './areas.words.ts';
import { DeskCells } from './desk-cells.tsx';

const levelBelow = { city: 'district', district: 'subdistrict', subdistrict: 'community', community: 'grid' } as const;

/** The areas directly below, each with its desk. A community is divided into grids here. */
export function BelowSection({ area }: { area: AreaDetail }) {
  const children = useList('listChildAreas', { code: area.code, limit: 100 });
  const [adding, setAdding] = useState(false);
  const { may } = useSession();
  const isCommunity = area.level === 'community';
  const title = area.level === 'grid' ? '' : words.levels[levelBelow[area.level]];
  if (children.items?.length === 0 && !isCommunity) return null;
  return (
    <section className={page.section} id="below" aria-labelledby="below-title">
      <div className={page.title}>
        <h2 id="below-title">{title}</h2>
        <span className={page.titleActs}>
          <ExportButton list="listChildAreas" filters={{ code: area.code }} />
          {!isCommunity && may.seeOrders && (
            <Link className="lnk s13" to="/patches" search={{ under: area.code }}>
              {patchWords.title}
            </Link>
          )}
          {!isCommunity && may.seeOrders && (
            <Link className="lnk s13" to="/places" search={{ under: area.code }}>
              {placesWords.title}
            </Link>
          )}
          {!isCommunity && may.seeOrders && (
            <Link className="lnk s13" to="/zones" search={{ under: area.code }}>
              {zoneWords.title}
            </Link>
          )}
          {area.may.addGrid && !adding && (
            <button type="button" className="lnk s13" onClick={() => setAdding(true)}>
              {words.addGrid}
            </button>
          )}
        </span>
      </div>
      {adding && <AddGrid code={area.code} onDone={() => setAdding(false)} />}
      <Listed list={children} empty={<Empty title={words.gridsNone}>{words.gridsNoneHint}</Empty>}>
        {(items) => (
          <Table
            columns={[
              words.columnArea,
              areasWords.columnCode,
              !isCommunity && { text: words.columnBelow, right: true },
              { text: words.columnPeople, right: true },
              { text: words.columnOnDuty, right: true },
            ]}
          >
            {items.map((child) => (
              <tr key={child.code}>
                <td>
                  <Link to="/areas/$code" params={{ code: child.code }}>
                    <b>{child.shortName}</b> <span className="t3 s12">{isCommunity ? null : kindNote(child)}</span>
                  </Link>
                </td>
                <td className="t3">{child.code}</td>
                {!isCommunity && <td className={`${table.right} t2`}>{formatCount(child.childCount)}</td>}
                <DeskCells people={child.deskPeople} onDuty={child.onDuty} />
              </tr>
            ))}
          </Table>
        )}
      </Listed>
    </section>
  );
}

function AddGrid({ code, onDone }: { code: string; onDone: () => void }) {
  const [name, setName] = useState('');
  const add = useCommand('addGrid', { refresh: ['listChildAreas', 'getArea'], onDone });
  const trimmed = name.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed !== '') add.mutate({ code, name: trimmed });
      }}
    >
      <Field label={words.addGridName} hint={words.addGridHint} pointer="name" problem={add.error}>
        {(field) => <Input {...field} autoFocus maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Button type="primary" htmlType="submit" disabled={trimmed === ''} loading={add.isPending}>
        {trimmed === '' ? words.addGridMissing : words.addGridSave(trimmed)}
      </Button>
      <Button onClick={onDone}>{words.cancel}</Button>
      <ProblemLine problem={add.error} />
    </form>
  );
}
