import { call, ProblemError } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import type { RegisterFormat } from '@muster/contract/registers/registers.operations';
import { language } from '@muster/ui/words/dictionary';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { Field } from '../../parts/field.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { registerWords as words } from './registers.words.ts';
import styles from './take-register.module.css';

/** The register of a compound on paper or as a file: the same content, taken for a purpose that is said. */
export function TakeRegister({ compound, onClose }: { compound: { id: string; name: string }; onClose: () => void }) {
  useReturnFocus();
  const [purpose, setPurpose] = useState('');
  const [blocked, setBlocked] = useState<string | null>(null);
  // The same attempt sent again after a broken connection is the same command.
  const ids = useRef({ commandId: newId(), registerId: newId(), key: '' });
  const trimmed = purpose.trim();
  const isMissing = trimmed.length < 2;
  const take = useMutation<string, ProblemError, RegisterFormat>({
    async mutationFn(format) {
      // Opened while the click is fresh, or the browser takes it for an advertisement.
      const tab = format === 'page' ? window.open('', '_blank') : null;
      try {
        const key = `${format} ${trimmed}`;
        if (ids.current.key !== key) ids.current = { commandId: newId(), registerId: newId(), key };
        const { commandId, registerId } = ids.current;
        const { path, fileName } = await call('takeRegister', {
          commandId,
          registerId,
          compoundId: compound.id,
          format,
          language: language(),
          purpose: trimmed,
        });
        // Taken once more is another one, with another entry in the journal.
        ids.current.key = '';
        if (format === 'page') {
          if (!tab) setBlocked(path);
          else tab.location.replace(path);
          return tab ? words.opened : '';
        }
        const response = await fetch(path, { credentials: 'same-origin' });
        if (!response.ok) throw new ProblemError(await response.json());
        saveFile(await response.blob(), fileName);
        return words.saved(fileName);
      } catch (error) {
        tab?.close();
        throw error;
      }
    },
  });
  return (
    <Modal open title={words.title(compound.name)} onCancel={onClose} footer={null} width={480}>
      <p className="t2">{words.text}</p>
      <Field label={words.purpose} hint={words.purposeHint} pointer="purpose" problem={take.error}>
        {(field) => <Input {...field} autoFocus maxLength={40} value={purpose} onChange={(event) => setPurpose(event.target.value)} />}
      </Field>
      <p className={styles.usual}>
        {Object.values(words.usual).map((text) => (
          <button key={text} type="button" className="lnk s13" onClick={() => setPurpose(text)}>
            {text}
          </button>
        ))}
      </p>
      <div className={styles.acts}>
        <Button type="primary" disabled={isMissing || take.isPending} onClick={() => take.mutate('page')}>
          {isMissing ? words.missing : words.print}
        </Button>
        <Button disabled={isMissing || take.isPending} onClick={() => take.mutate('docx')}>
          {words.docx}
        </Button>
        <Button type="text" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
      <ProblemLine problem={take.error} />
      <p role="status" className="t2 s13">
        {take.data}
        {blocked && (
          <a className="lnk" href={blocked} target="_blank" rel="noreferrer">
            {words.blocked}
          </a>
        )}
      </p>
    </Modal>
  );
}
