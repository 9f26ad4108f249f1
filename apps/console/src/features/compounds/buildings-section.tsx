import type { Building, CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { formatCount, formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Input } from 'antd';
import { useState } from 'react';
import page from '../../app/page.module.css';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { AddBuildings } from './add-buildings.tsx';
import { Count } from './compound-form.tsx';
import styles from './compounds.module.css';
import { compoundWords as words } from './compounds.words.ts';

const counts = ['units', 'floors', 'households', 'residents'] as const;

/** The buildings with their counts; the last line is their sum, which nobody types. */
export function BuildingsSection({ compound }: { compound: CompoundDetail }) {
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Building | null>(null);
  const change = useCommand('changeBuildings', {
    refresh: ['getCompound', 'listCompounds', 'summariseCompounds'],
    onDone: () => {
      setAdding(false);
      setEditing(null);
    },
  });
  const { buildingList: buildings, may } = compound;
  const put = (some: Building[]) => change.mutate({ compoundId: compound.id, version: compound.version, put: some, remove: [] });
  const remove = (building: Building) =>
    change.mutate(
      { compoundId: compound.id, version: compound.version, put: [], remove: [building.id] },
      { onSuccess: () => setRemoved(building) },
    );
  const next = Math.max(0, ...buildings.map(({ name }) => Number(/^\d{1,3}/.exec(name)?.[0] ?? 0))) + 1;
  return (
    <section className={page.section} aria-labelledby="buildings-title">
      <div className={page.title}>
        <h2 id="buildings-title">{words.buildings}</h2>
        {may.change && !adding && (
          <button type="button" className="lnk s13" onClick={() => setAdding(true)}>
            {words.addBuildings}
          </button>
        )}
      </div>
      {adding && <AddBuildings next={next} pending={change.isPending} onAdd={put} onCancel={() => setAdding(false)} />}
      {removed && (
        <p className="t2 s13" role="status">
          {words.removed(removed.name)}{' '}
          <button
            type="button"
            className="lnk"
            onClick={() => {
              put([removed]);
              setRemoved(null);
            }}
          >
            {shared.action.undo}
          </button>
        </p>
      )}
      <ProblemLine problem={change.error} />
      {buildings.length === 0 && !adding ? (
        <Empty title={words.buildingsNone}>{words.buildingsNoneHint}</Empty>
      ) : (
        <Table
          columns={[
            words.building,
            { text: words.units, right: true },
            { text: words.floors, right: true },
            { text: words.columnHouseholds, right: true },
            { text: words.columnResidents, right: true },
            may.change && { text: shared.action.edit, right: true, hidden: true },
          ]}
        >
          {buildings.map((building) =>
            editing === building.id ? (
              <EditRow key={building.id} building={building} pending={change.isPending} onSave={put} onCancel={() => setEditing(null)} />
            ) : (
              <tr key={building.id}>
                <td>{building.name}</td>
                {counts.map((key) => (
                  <td key={key} className={`${table.right} t2`}>
                    {formatCount(building[key])}
                  </td>
                ))}
                {may.change && (
                  <td className={table.acts}>
                    <button type="button" className="lnk" onClick={() => setEditing(building.id)}>
                      {shared.action.edit}
                      <span className="sr"> {building.name}</span>
                    </button>
                    <button type="button" className="lnk" onClick={() => remove(building)}>
                      {words.remove}
                      <span className="sr"> {building.name}</span>
                    </button>
                  </td>
                )}
              </tr>
            ),
          )}
          {compound.otherHouseholds + compound.otherResidents > 0 && (
            <tr>
              <td className="t3">{words.otherLine}</td>
              <td />
              <td />
              <td className={`${table.right} t2`}>{formatCount(compound.otherHouseholds)}</td>
              <td className={`${table.right} t2`}>{formatCount(compound.otherResidents)}</td>
              {may.change && <td />}
            </tr>
          )}
          <tr className={styles.sum}>
            <td>{words.sum}</td>
            <td className={table.right}>{formatCount(buildings.reduce((sum, one) => sum + one.units, 0))}</td>
            <td />
            <td className={table.right}>{formatNumber(compound.households)}</td>
            <td className={table.right}>{formatNumber(compound.residents)}</td>
            {may.change && <td />}
          </tr>
        </Table>
      )}
    </section>
  );
}

function EditRow({
  building,
  pending,
  onSave,
  onCancel,
}: {
  building: Building;
  pending: boolean;
  onSave: (buildings: Building[]) => void;
  onCancel: () => void;
}) {
  const [edited, setEdited] = useState(building);
  return (
    <tr>
      <td>
        <Input
          autoFocus
          size="small"
          aria-label={words.building}
          maxLength={60}
          value={edited.name}
          onChange={(event) => setEdited({ ...edited, name: event.target.value })}
        />
      </td>
      {counts.map((key) => (
        <td key={key} className={table.right}>
          <Count aria-label={key} value={edited[key]} onChange={(count) => setEdited({ ...edited, [key]: count })} />
        </td>
      ))}
      <td className={table.acts}>
        <Button size="small" type="primary" loading={pending} disabled={edited.name.trim() === ''} onClick={() => onSave([edited])}>
          {words.save}
        </Button>
        <Button size="small" onClick={onCancel}>
          {shared.action.cancel}
        </Button>
      </td>
    </tr>
  );
}
