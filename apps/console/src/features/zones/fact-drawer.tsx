import { newId } from '@muster/client/ids';
import { type ZoneFactKind, zoneFactKinds } from '@muster/contract/zones/zones.schemas';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Drawer, InputNumber, Radio } from 'antd';
import { useRef, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import { TimeField } from '../orders/time-field.tsx';
import { placeText } from './zone-text.ts';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

interface Place {
  compoundId: string;
  compoundName: string;
  buildingId: string | null;
  buildingName: string | null;
  unit: number | null;
}

/** One thing on which release depends: kind, time and a number. Nobody is named, and there is no field to name anybody. */
export function FactDrawer({ zone, onClose }: { zone: Place; onClose: () => void }) {
  const [kind, setKind] = useState<ZoneFactKind>('round');
  const [at, setAt] = useState(new Date(serverNow()).toISOString());
  const [count, setCount] = useState<number | null>(null);
  const [negative, setNegative] = useState(true);
  const factId = useRef(newId());
  const record = useCommand('recordZoneFact', {
    refresh: ['getZone', 'listZones', 'summariseZones', 'listZoneProposals'],
    onDone: onClose,
  });
  const isMissing = count === null || (kind === 'case' && count === 0);
  useReturnFocus();
  return (
    <Drawer open title={words.factTitle(placeText(zone))} onClose={onClose} size={420}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (isMissing || count === null) return;
          const { compoundId, buildingId, unit } = zone;
          record.mutate({
            factId: factId.current,
            compoundId,
            buildingId,
            unit,
            kind,
            at,
            count,
            negative: kind === 'case' ? null : negative,
          });
        }}
      >
        <Radio.Group
          aria-label={words.record}
          value={kind}
          onChange={({ target }) => setKind(target.value as ZoneFactKind)}
          optionType="button"
          options={zoneFactKinds.map((value) => ({ value, label: words.factKind[value] }))}
        />
        <TimeField
          label={words.factAt[kind]}
          value={at}
          earliest={serverNow() - 60 * 86_400_000}
          fault={record.error?.code === 'zone.fact-in-future' ? ' ' : undefined}
          onChange={setAt}
        />
        <Field
          label={words.factCount[kind]}
          {...(kind === 'contact' ? { hint: words.contactCountHint } : {})}
          pointer="count"
          problem={record.error}
        >
          {({ status, ...field }) => (
            <InputNumber
              {...field}
              status={status}
              className={styles.full ?? ''}
              min={0}
              max={1_000_000}
              precision={0}
              value={count}
              onChange={(value) => setCount(value)}
            />
          )}
        </Field>
        {kind !== 'case' && count !== 0 && (
          <fieldset>
            <legend className="t2 s13">{words.factResult[kind]}</legend>
            <Radio.Group value={negative} onChange={({ target }) => setNegative(target.value as boolean)}>
              <Radio value={true}>{words.negative}</Radio>
              <Radio value={false}>{words.notNegative[kind]}</Radio>
            </Radio.Group>
          </fieldset>
        )}
        {kind === 'case' && <p className="t3 s12">{words.caseHint}</p>}
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={isMissing} loading={record.isPending}>
            {isMissing ? words.missingCount : words.recordAct[kind]}
          </Button>
          <Button onClick={onClose}>{shared.action.cancel}</Button>
        </div>
        <ProblemLine problem={record.error} />
      </form>
    </Drawer>
  );
}
