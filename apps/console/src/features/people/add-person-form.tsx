import { newId } from '@muster/client/ids';
import type { Person } from '@muster/contract/people/people.operations';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import { AreaPicker } from '../areas/area-picker.tsx';
import styles from './people.module.css';
import { peopleWords as words } from './people.words.ts';
import { UnitPicker } from './unit-picker.tsx';

type Category = Person['memberCategory'];

/** A new person, managed by an area of one's scope. What he may do comes after, by an assignment. */
export function AddPersonForm({
  areaCode,
  onDone,
  onCancel,
}: {
  areaCode?: string;
  onDone: (person: { id: string; name: string }) => void;
  onCancel: () => void;
}) {
  const session = useSession();
  const [name, setName] = useState('');
  const [mobile, setMobile] = useState('');
  const [category, setCategory] = useState<Category>('staff');
  const [area, setArea] = useState<string | undefined>(areaCode ?? session.acting.areaCode ?? session.city.code);
  const [unitId, setUnitId] = useState<string>();
  const personId = useRef(newId());
  const trimmed = name.trim();
  const add = useCommand('addPerson', {
    refresh: ['listPeople', 'getSystem', 'listUnits'],
    onDone: (result) => onDone({ id: result.personId, name: trimmed }),
  });
  const missing = trimmed === '' ? words.missingName : area === undefined ? words.missingArea : null;
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing !== null || area === undefined) return;
        add.mutate({
          personId: personId.current,
          name: trimmed,
          memberCategory: category,
          areaCode: area,
          ...(mobile.trim() === '' ? {} : { mobile: mobile.trim() }),
          ...(unitId ? { unitId } : {}),
        });
      }}
    >
      <Field label={words.name} pointer="name" problem={add.error}>
        {(field) => <Input {...field} autoFocus maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={words.mobile} hint={words.mobileHint} pointer="mobile" problem={add.error}>
        {(field) => (
          <Input
            {...field}
            inputMode="tel"
            autoComplete="off"
            maxLength={11}
            value={mobile}
            onChange={(event) => setMobile(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.category} pointer="memberCategory" problem={add.error}>
        {(field) => (
          <Select
            {...field}
            className={styles.full}
            aria-label={words.category}
            value={category}
            onChange={setCategory}
            options={categoryOptions}
          />
        )}
      </Field>
      {areaCode === undefined && (
        <Field label={words.managedBy} pointer="areaCode" problem={add.error}>
          {(field) => (
            <AreaPicker id={field.id} className={styles.full} label={words.managedBy} value={area} onChange={setArea} allowClear={false} />
          )}
        </Field>
      )}
      <Field label={words.unit} pointer="unitId" problem={add.error}>
        {(field) => <UnitPicker id={field.id} className={styles.full} label={words.unit} value={unitId} onChange={(id) => setUnitId(id)} />}
      </Field>
      <div>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={missing !== null} loading={add.isPending}>
            {missing ?? words.addButton(trimmed)}
          </Button>
          <Button onClick={onCancel}>{words.cancel}</Button>
        </div>
        <ProblemLine problem={add.error} />
      </div>
    </form>
  );
}

const categoryOptions = (['staff', 'volunteer', 'memberWithoutPost', 'probationary'] as const satisfies readonly Category[]).map(
  (value) => ({
    value,
    label: shared.memberCategory[value],
  }),
);
