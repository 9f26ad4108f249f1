import { newId } from '@muster/client/ids';
import { type CompoundKind, type CompoundLack, compoundKinds, compoundLacks } from '@muster/contract/compounds/compound-kinds';
import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useRef, useState } from 'react';
import { useCommand, useList } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './compounds.module.css';
import { compoundWords as words } from './compounds.words.ts';

const refresh = ['listCompounds', 'getCompound', 'summariseCompounds', 'listCompoundDuplicates'] as const;
const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** Everything that is known of a compound but its buildings. What is left empty is written as not existing. */
export function CompoundForm({
  communityCode,
  compound,
  onDone,
}: {
  communityCode: string;
  compound?: CompoundDetail;
  onDone: () => void;
}) {
  const [name, setName] = useState(compound?.name ?? '');
  const [aliases, setAliases] = useState<string[]>(compound?.aliases ?? []);
  const [kind, setKind] = useState<CompoundKind | undefined>(compound?.kind);
  const [lacks, setLacks] = useState<CompoundLack[]>(compound?.lacks ?? []);
  const [grid, setGrid] = useState<string | undefined>(compound?.gridCode ?? undefined);
  const [road, setRoad] = useState(compound?.address.road ?? '');
  const [number, setNumber] = useState(compound?.address.number ?? '');
  const [yard, setYard] = useState(compound?.address.yard ?? '');
  const [gates, setGates] = useState<string[]>(compound?.gates ?? []);
  const [otherHouseholds, setOtherHouseholds] = useState(compound?.otherHouseholds ?? 0);
  const [otherResidents, setOtherResidents] = useState(compound?.otherResidents ?? 0);
  const compoundId = useRef(compound?.id ?? newId());
  const grids = useList('listChildAreas', { code: communityCode, limit: 100 });
  const add = useCommand('addCompound', { refresh: [...refresh], onDone });
  const change = useCommand('changeCompound', { refresh: [...refresh], onDone });
  const problem = add.error ?? change.error;
  const missing =
    name.trim() === ''
      ? words.missingName
      : kind === undefined
        ? words.missingKind
        : kind === 'unmanaged' && lacks.length === 0
          ? words.missingLacks
          : null;

  function save() {
    if (missing !== null || kind === undefined) return;
    const written = {
      compoundId: compoundId.current,
      name: name.trim(),
      aliases,
      kind,
      lacks: kind === 'unmanaged' ? lacks : [],
      gridCode: grid ?? null,
      address: { road: orNull(road), number: orNull(number), yard: orNull(yard) },
      gates,
      otherHouseholds,
      otherResidents,
    };
    if (compound) change.mutate({ ...written, version: compound.version });
    else add.mutate({ ...written, communityCode });
  }

  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={words.name} hint={words.nameHint} pointer="name" problem={problem}>
        {(field) => <Input {...field} autoFocus maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={words.kindField} pointer="kind" problem={problem}>
        {(field) => (
          <Select
            {...field}
            className={styles.full}
            aria-label={words.kindField}
            value={kind}
            onChange={setKind}
            options={compoundKinds.map((value) => ({ value, label: words.kind[value] }))}
          />
        )}
      </Field>
      {kind === 'unmanaged' && (
        <Field label={words.lacks} pointer="lacks" problem={problem}>
          {() => (
            <Checkbox.Group
              value={lacks}
              onChange={setLacks}
              options={compoundLacks.map((value) => ({ value, label: words.lack[value] }))}
            />
          )}
        </Field>
      )}
      <Field label={words.aliases} hint={words.aliasesHint} pointer="aliases" problem={problem}>
        {(field) => <Names {...field} label={words.aliases} value={aliases} onChange={setAliases} />}
      </Field>
      <div className={styles.row}>
        <Field label={words.road} pointer="road" problem={problem}>
          {(field) => <Input {...field} maxLength={60} value={road} onChange={(event) => setRoad(event.target.value)} />}
        </Field>
        <Field label={words.number} pointer="number" problem={problem}>
          {(field) => <Input {...field} maxLength={60} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Field>
        <Field label={words.yard} pointer="yard" problem={problem}>
          {(field) => <Input {...field} maxLength={60} value={yard} onChange={(event) => setYard(event.target.value)} />}
        </Field>
      </div>
      <p className="t3 s12">{words.addressHint}</p>
      {(grids.items?.length ?? 0) > 0 && (
        <Field label={words.grid} pointer="gridCode" problem={problem}>
          {(field) => (
            <Select
              {...field}
              className={styles.full}
              aria-label={words.grid}
              allowClear
              placeholder={words.gridNone}
              value={grid}
              onChange={setGrid}
              options={grids.items?.map((one) => ({ value: one.code, label: one.shortName })) ?? []}
            />
          )}
        </Field>
      )}
      <Field label={words.gates} hint={words.gatesHint} pointer="gates" problem={problem}>
        {(field) => <Names {...field} label={words.gates} value={gates} onChange={setGates} />}
      </Field>
      <div>
        <p className="t2 s13">{words.others}</p>
        <div className={styles.row}>
          <Field label={words.otherHouseholds} pointer="otherHouseholds" problem={problem}>
            {(field) => <Count {...field} value={otherHouseholds} onChange={setOtherHouseholds} />}
          </Field>
          <Field label={words.otherResidents} pointer="otherResidents" problem={problem}>
            {(field) => <Count {...field} value={otherResidents} onChange={setOtherResidents} />}
          </Field>
        </div>
      </div>
      <div>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={missing !== null} loading={add.isPending || change.isPending}>
            {missing ?? (compound ? words.save : words.saveNew(name.trim()))}
          </Button>
          <Button onClick={onDone}>{shared.action.cancel}</Button>
        </div>
        <ProblemLine problem={problem} />
      </div>
    </form>
  );
}

type FieldProps = { id: string; 'aria-describedby': string; 'aria-invalid': boolean; status: '' | 'error' };

function Names({ label, value, onChange, ...field }: FieldProps & { label: string; value: string[]; onChange: (names: string[]) => void }) {
  return (
    <Select
      {...field}
      className={styles.full}
      aria-label={label}
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={['、', '，', ',']}
      value={value}
      onChange={onChange}
    />
  );
}

export function Count({ value, onChange, ...field }: Partial<FieldProps> & { value: number; onChange: (count: number) => void }) {
  return (
    <InputNumber {...field} className={styles.full ?? ''} min={0} precision={0} value={value} onChange={(next) => onChange(next ?? 0)} />
  );
}
