import { ProblemError } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import { sendFile } from '@muster/client/uploads/send-file';
import { extensionOf } from '@muster/contract/files/file-kinds';
import { formatNumber } from '@muster/ui/format';
import { language } from '@muster/ui/words/dictionary';
import { problemText } from '@muster/ui/words/problems.words';
import { Button, Input } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { useCommand } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import styles from './import.module.css';
import { importWords as words } from './import.words.ts';

const extensions = ['xlsx', 'xls', 'et', 'csv', 'txt'];

interface Sheet {
  fileId: string;
  importId: string;
  name: string;
  data: Blob;
}

/** A sheet chosen, dropped or pasted: sent, and from then on the server's business. */
export function ChooseSheet({ communityCode, onStarted }: { communityCode: string | undefined; onStarted: (importId: string) => void }) {
  const { settings } = useSession();
  const start = useCommand('startCompoundImport', { onDone: ({ importId }) => onStarted(importId), refresh: ['listCompoundImports'] });
  const [over, setOver] = useState(false);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const megabytes = settings.fileMegabytes.attachment;

  function choose(data: Blob | undefined, name: string) {
    if (!data) return;
    setProblem(null);
    setRefusal(null);
    if (!extensions.includes(extensionOf(name))) return setRefusal(words.notASheet(name));
    if (data.size > megabytes * 1024 * 1024) return setRefusal(words.tooLarge(name, String(megabytes)));
    const chosen = { fileId: newId(), importId: newId(), name, data };
    setSheet(chosen);
    void send(chosen);
  }

  async function send(chosen: Sheet) {
    setProblem(null);
    setShare(0);
    try {
      const { fileId, importId, name, data } = chosen;
      await sendFile(
        { fileId, name, data, purpose: 'attachment' },
        { mayHaveBegun: problem !== null, onProgress: (sent, total) => setShare(sent / total) },
      );
      await start.mutateAsync({ importId, fileId, ...(communityCode ? { communityCode } : {}) });
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : new ProblemError({ code: 'network.unreachable', status: 0 }));
    } finally {
      setShare(null);
    }
  }

  return (
    // Dropping is the second way; the button inside is the first and the one for the keyboard.
    <section
      className={over ? `${styles.card} ${styles.over}` : styles.card}
      aria-label={words.choose}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        choose(file, file?.name ?? '');
      }}
    >
      <div className={styles.line}>
        <Button type="primary" disabled={share !== null} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <span className="t3 s13">{words.orDrop}</span>
        <input
          ref={input}
          type="file"
          accept={extensions.map((one) => `.${one}`).join(',')}
          hidden
          aria-label={words.choose}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            choose(file, file?.name ?? '');
            // The same file, put right outside, can be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      <p className={styles.note} role="status">
        {share !== null && sheet ? words.sending(sheet.name, `${Math.round(share * 100)}%`) : null}
      </p>
      {(refusal ?? problem) && (
        <p className={styles.problem} role="alert">
          {refusal ?? (problem && problemText(problem))}{' '}
          {problem && sheet && (
            <button type="button" className="lnk" onClick={() => void send(sheet)}>
              {words.again(sheet.name)}
            </button>
          )}
        </p>
      )}
      <p className={styles.note}>
        <a className="lnk" style={{ textDecoration: 'underline' }} href={`/api/compound-import-template?language=${language()}`} download>
          {words.template}
        </a>{' '}
        {words.templateHint}
      </p>
      <Paste disabled={share !== null} onPaste={(text) => choose(new Blob([text], { type: 'text/plain' }), words.pastedName)} />
    </section>
  );
}

function Paste({ disabled, onPaste }: { disabled: boolean; onPaste: (text: string) => void }) {
  const [text, setText] = useState('');
  const rows = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length;
  return (
    <div className={styles.paste}>
      <label htmlFor="paste-sheet">{words.pasteLabel}</label>
      <Input.TextArea
        id="paste-sheet"
        placeholder={words.pasteTitle}
        value={text}
        rows={4}
        onChange={(event) => setText(event.target.value)}
      />
      <p className={styles.note}>
        <Button disabled={rows < 2 || disabled} onClick={() => onPaste(text)}>
          {rows < 2 ? words.pasteMissing : words.pasteRead(formatNumber(rows))}
        </Button>
      </p>
    </div>
  );
}
