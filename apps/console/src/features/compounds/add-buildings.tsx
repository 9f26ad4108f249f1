import { newId } from '@muster/client/ids';
import type { Building } from '@muster/contract/compounds/compounds.operations';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { Count } from './compound-form.tsx';
import styles from './compounds.module.css';
import { compoundWords as words } from './compounds.words.ts';

/** Buildings are numbered: from 1 to 12 of one make is one act, not twelve. */
export function AddBuildings({
  next,
  pending,
  onAdd,
  onCancel,
}: {
  /** The number after the last one that stands there. */
  next: number;
  pending: boolean;
  onAdd: (buildings: Building[]) => void;
  onCancel: () => void;
}) {
  const [from, setFrom] = useState<number | null>(next);
  const [to, setTo] = useState<number | null>(null);
  const [each, setEach] = useState({ units: 0, floors: 0, households: 0 });
  const count = from !== null && to !== null && to >= from && to - from < 200 ? to - from + 1 : 0;
  return (
    <form
      className={styles.numbered}
      onSubmit={(event) => {
        event.preventDefault();
        if (count === 0 || from === null) return;
        onAdd(
          Array.from({ length: count }, (_, at) => ({ id: newId(), name: `${from + at}${words.buildingSuffix}`, ...each, residents: 0 })),
        );
      }}
    >
      <Labelled label={words.from}>
        {(id) => (
          <InputNumber id={id} autoFocus className={styles.small ?? ''} min={1} max={999} precision={0} value={from} onChange={setFrom} />
        )}
      </Labelled>
      <Labelled label={words.to}>
        {(id) => <InputNumber id={id} className={styles.small ?? ''} min={1} max={999} precision={0} value={to} onChange={setTo} />}
      </Labelled>
      <Labelled label={words.eachUnits}>
        {(id) => <Count id={id} value={each.units} onChange={(units) => setEach({ ...each, units })} />}
      </Labelled>
      <Labelled label={words.eachFloors}>
        {(id) => <Count id={id} value={each.floors} onChange={(floors) => setEach({ ...each, floors })} />}
      </Labelled>
      <Labelled label={words.eachHouseholds}>
        {(id) => <Count id={id} value={each.households} onChange={(households) => setEach({ ...each, households })} />}
      </Labelled>
      <Button type="primary" htmlType="submit" disabled={count === 0} loading={pending}>
        {count === 0 ? words.addNumberedMissing : words.addNumbered(formatNumber(count))}
      </Button>
      <Button onClick={onCancel}>{shared.action.cancel}</Button>
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => React.ReactNode }) {
  const id = useId();
  return (
    <div className={styles.small}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
