import { newId } from '@muster/client/ids';
import { formatNumber } from '@muster/ui/format';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useCommand, useList } from '../../app/query.ts';
import { SearchField } from '../../app/search-field.tsx';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty, Listed } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { useDebounced } from '../../app/use-debounced.ts';
import { Field } from '../../parts/field.tsx';
import { AreaName } from '../areas/area-name.tsx';
import { AreaPicker } from '../areas/area-picker.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';

/** Units that send people; orders can be sent to them and a liaison can be assigned. */
export function UnitsSection() {
  const { may } = useSession();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 250);
  const [adding, setAdding] = useState(false);
  const units = useList('listUnits', { ...(q === '' ? {} : { q }), limit: 50 });
  return (
    <section aria-label={words.units}>
      <div className={styles.filters}>
        <SearchField value={typed} onChange={setTyped} label={words.unitSearch} hint={words.unitHint} />
        <ExportButton list="listUnits" filters={q === '' ? {} : { q }} />
        {may.manageUnits && !adding && <Button onClick={() => setAdding(true)}>{words.addUnit}</Button>}
      </div>
      {adding && <AddUnit onDone={() => setAdding(false)} />}
      <Listed list={units} lines={6} empty={<Empty title={words.unitsNone(q !== '')}>{words.unitsNoneHint(q !== '')}</Empty>}>
        {(items) => (
          <Table columns={[words.unitName, words.unitArea, { text: words.unitPeople, right: true }]}>
            {items.map((unit) => (
              <tr key={unit.id}>
                <td>
                  <b>{unit.name}</b>
                </td>
                <td className="t2">
                  <AreaName code={unit.areaCode} />
                </td>
                <td className={table.right}>{formatNumber(unit.peopleCount)}</td>
              </tr>
            ))}
          </Table>
        )}
      </Listed>
    </section>
  );
}

function AddUnit({ onDone }: { onDone: () => void }) {
  const session = useSession();
  const [name, setName] = useState('');
  const [area, setArea] = useState<string | undefined>(session.acting.areaCode ?? session.city.code);
  const unitId = useRef(newId());
  const add = useCommand('addUnit', { refresh: ['listUnits'], onDone });
  const trimmed = name.trim();
  const missing = trimmed === '' ? words.missingUnitName : area === undefined ? words.missingArea : null;
  return (
    <form
      className={styles.fields}
      style={{ maxWidth: 420, marginBottom: 16 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null && area !== undefined) add.mutate({ unitId: unitId.current, name: trimmed, areaCode: area });
      }}
    >
      <Field label={words.unitName} pointer="name" problem={add.error}>
        {(field) => <Input {...field} autoFocus maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={words.unitArea} pointer="areaCode" problem={add.error}>
        {(field) => (
          <AreaPicker id={field.id} className={styles.full} label={words.unitArea} value={area} onChange={setArea} allowClear={false} />
        )}
      </Field>
      <div>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={missing !== null} loading={add.isPending}>
            {missing ?? words.addUnitButton(trimmed)}
          </Button>
          <Button onClick={onDone}>{words.cancel}</Button>
        </div>
        <ProblemLine problem={add.error} />
      </div>
    </form>
  );
}
