import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import type { ChecklistDetail } from './checklist-types.ts';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { ItemsField } from './items-field.tsx';
import { LimitsField } from './limits-field.tsx';
import { fromItems, noteOf, toItems } from './written.ts';

/** A list that went out, changed: what stays, what comes anew, and why. */
export function ChangeDrawer({ list, onClose }: { list: ChecklistDetail; onClose: () => void }) {
  const [title, setTitle] = useState(list.title);
  const [note, setNote] = useState(list.note ?? '');
  const [items, setItems] = useState(fromItems(list.items));
  const [limits, setLimits] = useState({ dueAt: list.dueAt, endsAt: list.endsAt });
  const [reason, setReason] = useState('');
  const change = useCommand('changeChecklist', {
    refresh: ['getChecklist', 'listChecklists', 'getChecklistProgress', 'listDeskChecklists', 'getDeskChecklist'],
    onDone: onClose,
  });
  const missing = title.trim() === '' ? words.missingTitle : reason.trim() === '' ? words.missingReason : null;
  useReturnFocus();
  return (
    <Drawer open title={words.changeTitle(list.title)} onClose={onClose} size={560}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (missing !== null) return;
          change.mutate({
            checklistId: list.id,
            version: list.version,
            title: title.trim(),
            note: noteOf(note),
            items: toItems(items),
            ...limits,
            reason: reason.trim(),
          });
        }}
      >
        <p className="t3 s13">{words.changeHint}</p>
        <Field label={words.name} pointer="title" problem={change.error}>
          {(field) => <Input {...field} maxLength={60} value={title} onChange={(event) => setTitle(event.target.value)} />}
        </Field>
        <ItemsField items={items} onChange={setItems} />
        <Field label={words.note} pointer="note" problem={change.error}>
          {(field) => (
            <Input.TextArea {...field} rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <LimitsField limits={limits} problem={change.error} onChange={(next) => setLimits((old) => ({ ...old, ...next }))} />
        <Field label={words.reason} hint={words.reasonHint} pointer="reason" problem={change.error}>
          {(field) => <Input {...field} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <div>
          <Button type="primary" htmlType="submit" disabled={missing !== null} loading={change.isPending}>
            {missing ?? words.changeAct}
          </Button>
          <ProblemLine problem={change.error} />
        </div>
      </form>
    </Drawer>
  );
}
