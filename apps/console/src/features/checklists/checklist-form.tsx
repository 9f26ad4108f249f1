import { newId } from '@muster/client/ids';
import type { AreaLevel } from '@muster/contract/areas/area-code';
import { areaLevels } from '@muster/contract/areas/area-code';
import type { FrameKey } from '@muster/contract/checklists/checklist-frames';
import { type ChecklistLevel, checklistLevels } from '@muster/contract/checklists/checklists.operations';
import { Button, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import { AreasField } from './areas-field.tsx';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { ItemsField, type WrittenItem } from './items-field.tsx';
import { LimitsField } from './limits-field.tsx';
import { OptionalTime } from './optional-time.tsx';
import { noteOf, toItems } from './written.ts';

export interface WrittenChecklist {
  frame: FrameKey | null;
  title: string;
  note: string;
  items: WrittenItem[];
  level: ChecklistLevel;
  areaCodes: string[];
  startsAt: string | null;
  dueAt: string | null;
  endsAt: string | null;
}

const refresh = ['listChecklists', 'getChecklist'] as const;

/** Whose desks a desk may ask: those of its own level and below. */
export function levelsOf(own: AreaLevel | null): ChecklistLevel[] {
  return checklistLevels.filter((level) => own !== null && areaLevels.indexOf(level) >= areaLevels.indexOf(own));
}

/** A draft: what is to be ticked, by whom, from when until when. It goes out from its own page, where it is read once more. */
export function ChecklistForm({
  draft,
  checklistId,
  version,
  onSaved,
}: {
  draft: WrittenChecklist;
  checklistId?: string;
  version?: number;
  onSaved: (checklistId: string) => void;
}) {
  const { acting } = useSession();
  const [written, setWritten] = useState(draft);
  const id = useRef(checklistId ?? newId());
  const save = useCommand('saveChecklist', { refresh: [...refresh], onDone: ({ checklistId: saved }) => onSaved(saved) });
  const set = (change: Partial<WrittenChecklist>) => setWritten((old) => ({ ...old, ...change }));
  const { frame, title, note, items, level, areaCodes, startsAt, dueAt, endsAt } = written;
  const missing = title.trim() === '' ? words.missingTitle : areaCodes.length === 0 ? words.missingArea : null;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing !== null) return;
        save.mutate({
          checklistId: id.current,
          ...(version === undefined ? {} : { version }),
          frame,
          title: title.trim(),
          note: noteOf(note),
          items: toItems(items),
          level,
          areaCodes,
          ...(startsAt ? { startsAt } : {}),
          dueAt,
          endsAt,
        });
      }}
    >
      <Field label={words.name} hint={words.nameHint} pointer="title" problem={save.error}>
        {(field) => <Input {...field} autoFocus maxLength={60} value={title} onChange={(event) => set({ title: event.target.value })} />}
      </Field>
      <ItemsField items={items} onChange={(next) => set({ items: next })} />
      <Field label={words.note} pointer="note" problem={save.error}>
        {(field) => (
          <Input.TextArea {...field} rows={2} maxLength={1000} value={note} onChange={(event) => set({ note: event.target.value })} />
        )}
      </Field>
      <fieldset>
        <legend className={styles.label}>{words.level}</legend>
        <Radio.Group
          value={level}
          onChange={(event) => set({ level: event.target.value as ChecklistLevel })}
          options={levelsOf(acting.level).map((value) => ({ value, label: words.levels[value] }))}
        />
      </fieldset>
      <Field label={words.areas} hint={words.areasHint} pointer="areaCodes" problem={save.error}>
        {(field) => <AreasField id={field.id} level={level} value={areaCodes} onChange={(codes) => set({ areaCodes: codes })} />}
      </Field>
      <div className={styles.times}>
        <OptionalTime
          label={words.starts}
          none={words.startsNow}
          value={startsAt}
          proposeHours={1}
          pointer="startsAt"
          problem={save.error}
          onChange={(value) => set({ startsAt: value })}
        />
        <LimitsField limits={{ dueAt, endsAt }} problem={save.error} onChange={set} />
      </div>
      <div>
        <Button type="primary" htmlType="submit" disabled={missing !== null} loading={save.isPending}>
          {missing ?? words.save}
        </Button>
        <ProblemLine problem={save.error} />
      </div>
    </form>
  );
}
