import { newId } from '@muster/client/ids';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Drawer, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useCommand, useView } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import type { ZoneDetail } from './zone-detail.ts';
import { placeText } from './zone-text.ts';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** A subdistrict or community says what should be; the district or the city decides. */
export function ProposeDrawer({ zone, onClose }: { zone: ZoneDetail; onClose: () => void }) {
  const regimes = useView('listZoneRegimes', {});
  const levels = regimes.data?.items.find(({ id }) => id === zone.regimeId)?.levels ?? [];
  const [level, setLevel] = useState<string>('lift');
  const [note, setNote] = useState('');
  const proposalId = useRef(newId());
  const propose = useCommand('proposeZone', { refresh: ['listZoneProposals', 'summariseZones'], onDone: onClose });
  const isMissing = note.trim().length < 2;
  useReturnFocus();
  return (
    <Drawer open title={words.proposeTitle(placeText(zone))} onClose={onClose} size={420}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (isMissing) return;
          const { compoundId, buildingId, unit, regimeId } = zone;
          propose.mutate({
            proposalId: proposalId.current,
            compoundId,
            buildingId,
            unit,
            regimeId,
            level: level === 'lift' ? null : level,
            note: note.trim(),
          });
        }}
      >
        <Radio.Group
          aria-label={words.proposeLevel}
          value={level}
          onChange={({ target }) => setLevel(target.value as string)}
          options={[
            { value: 'lift', label: words.lift },
            ...levels.filter(({ key }) => key !== zone.levelKey).map(({ key, name }) => ({ value: key, label: name })),
          ]}
        />
        <Field label={words.note} pointer="note" problem={propose.error}>
          {(field) => (
            <Input.TextArea {...field} autoFocus rows={3} maxLength={200} value={note} onChange={({ target }) => setNote(target.value)} />
          )}
        </Field>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={isMissing} loading={propose.isPending}>
            {isMissing ? words.missingNote : words.proposeAct}
          </Button>
          <Button onClick={onClose}>{shared.action.cancel}</Button>
        </div>
        <ProblemLine problem={propose.error} />
      </form>
    </Drawer>
  );
}
