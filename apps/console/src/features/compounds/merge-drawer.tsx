import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Drawer, Radio, Select } from 'antd';
import { useState } from 'react';
import { useCommand, useList } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import { addressText } from './compound-text.ts';
import styles from './compounds.module.css';
import { compoundWords as words } from './compounds.words.ts';

/** Two records of one place become one. The one on the page stays; a person says which is the other. */
export function MergeDrawer({ compound, otherId, onClose }: { compound: CompoundDetail; otherId: string; onClose: () => void }) {
  const all = useList('listCompounds', { under: compound.communityCode, limit: 200 });
  const others = (all.items ?? []).filter(({ id }) => id !== compound.id);
  const [chosen, setChosen] = useState<string | undefined>(otherId === 'choose' ? undefined : otherId);
  const [keep, setKeep] = useState<'this' | 'other'>('this');
  const merge = useCommand('mergeCompounds', {
    refresh: ['getCompound', 'listCompounds', 'summariseCompounds', 'listCompoundDuplicates'],
    onDone: onClose,
  });
  const other = others.find(({ id }) => id === chosen);
  useReturnFocus();
  return (
    <Drawer open title={words.mergeTitle(compound.name)} onClose={onClose} size={460}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (other)
            merge.mutate({ compoundId: compound.id, version: compound.version, otherId: other.id, otherVersion: other.version, keep });
        }}
      >
        <p className="t2">{words.mergeHint}</p>
        <Field label={words.mergeWhich} pointer="otherId" problem={merge.error}>
          {(field) => (
            <Select
              {...field}
              className={styles.full}
              aria-label={words.mergeWhich}
              value={other?.id}
              onChange={setChosen}
              notFoundContent={words.mergeNone}
              options={others.map((one) => ({ value: one.id, label: `${one.name} · ${addressText(one.address)}` }))}
            />
          )}
        </Field>
        {other && (
          <fieldset>
            <legend className="t2 s13">{words.keepAddress}</legend>
            <Radio.Group value={keep} onChange={(event) => setKeep(event.target.value as 'this' | 'other')}>
              <Radio value="this">{words.keepThis(compound.name)}</Radio>
              <Radio value="other">{words.keepThis(other.name)}</Radio>
            </Radio.Group>
          </fieldset>
        )}
        <div>
          <div className={styles.buttons}>
            <Button type="primary" htmlType="submit" disabled={!other} loading={merge.isPending}>
              {other ? words.mergeAct(other.name, compound.name) : words.mergeMissing}
            </Button>
            <Button onClick={onClose}>{shared.action.cancel}</Button>
          </div>
          <ProblemLine problem={merge.error} />
        </div>
      </form>
    </Drawer>
  );
}
