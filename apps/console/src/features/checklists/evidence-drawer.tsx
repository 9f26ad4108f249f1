import { newId } from '@muster/client/ids';
import type { DeskChecklist } from '@muster/contract/checklists/checklists.operations';
import { formatNumber } from '@muster/ui/format';
import { Button, Drawer, Input } from 'antd';
import { useRef, useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import { FilesField } from '../files/files-field.tsx';
import { useUploads } from '../files/use-uploads.ts';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { tickRefresh } from './tick-refresh.ts';
import { noteOf } from './written.ts';

/** A tick with what shows it: a sentence, photos; both may be left out. */
export function EvidenceDrawer({
  desk,
  item,
  onClose,
}: {
  desk: DeskChecklist;
  item: DeskChecklist['items'][number];
  onClose: () => void;
}) {
  const [note, setNote] = useState('');
  const uploads = useUploads('photo');
  const tickId = useRef(newId());
  const tick = useCommand('tickItem', { refresh: [...tickRefresh], onDone: onClose });
  useReturnFocus();
  return (
    <Drawer open title={words.tickOf(item.text ?? '')} onClose={onClose} size={420}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const said = noteOf(note);
          tick.mutate({
            checklistId: desk.checklistId,
            areaCode: desk.areaCode,
            itemId: item.id,
            tickId: tickId.current,
            revision: desk.revision,
            photos: uploads.arrived.map(({ fileId }) => fileId),
            ...(said ? { note: said } : {}),
          });
        }}
      >
        <Field label={words.evidenceNote} pointer="note" problem={tick.error}>
          {(field) => (
            <Input.TextArea {...field} autoFocus rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <FilesField uploads={uploads} label={words.photos} />
        <div>
          <Button type="primary" htmlType="submit" disabled={uploads.open > 0} loading={tick.isPending}>
            {uploads.open > 0 ? words.uploading(formatNumber(uploads.open)) : words.tick}
          </Button>
          <ProblemLine problem={tick.error} />
        </div>
      </form>
    </Drawer>
  );
}
