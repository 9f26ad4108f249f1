import { useState } from 'preact/hooks';
import type { OwnChecklist } from '../../app/ground-types.ts';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { PhotoField, usePhotoDrafts } from '../photos/photo-field.tsx';
import { subjectOf, tick } from './acts.ts';
import { checklistsWords as w } from './checklists.words.ts';

interface EvidenceProps {
  list: OwnChecklist;
  item: OwnChecklist['items'][number];
  by: string;
  onClose: () => void;
}

export function EvidenceSheet({ list, item, by, onClose }: EvidenceProps) {
  const subject = subjectOf(list, item);
  const drafts = usePhotoDrafts(subject);
  const [note, setNote] = useState('');

  async function send() {
    await tick(list, item, by, { note: note.trim(), files: drafts.map((photo) => photo.fileId) });
    onClose();
  }

  return (
    <Sheet title={item.text ?? ''} onClose={onClose} dock={<Button onTap={() => void send()}>{w.tick}</Button>}>
      <PhotoField subject={subject} kept={[]} onKept={() => undefined} />
      <label class={s.field}>
        <span>{w.note}</span>
        <textarea class={s.input} maxLength={500} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
    </Sheet>
  );
}
