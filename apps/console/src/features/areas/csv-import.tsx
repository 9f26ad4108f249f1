import type { ProblemError } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import type { ImportReport } from '@muster/contract/areas/areas.operations';
import { formatNumber } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ChangeEvent, type DragEvent, type ReactNode, useRef, useState } from 'react';
import { type CsvFile, csvMax, readCsv, rowCount, withLine } from './csv-file.ts';
import styles from './csv-import.module.css';
import { csvImportWords as words } from './csv-import.words.ts';
import { RowErrors } from './row-errors.tsx';

interface Attempt {
  file: CsvFile;
  goodRowsOnly: boolean;
}

/**
 * A table from a file: chosen, checked whole by the server, and stored when every row is right. Wrong rows are named by
 * line and can be put right here; the right ones are stored before that only when asked for.
 */
export function CsvImport({
  example,
  describe,
  send,
  onStored,
}: {
  /** Header and a row or two, as they stand in a file. */
  example: string;
  /** What is in the file, in words; shown while and after it is checked. */
  describe?: (csv: string) => string;
  send: (input: { commandId: string; csv: string; goodRowsOnly: boolean }) => Promise<ImportReport>;
  onStored: () => void;
}) {
  const [file, setFile] = useState<CsvFile | null>(null);
  const [edited, setEdited] = useState<ReadonlySet<number>>(new Set());
  const [refusal, setRefusal] = useState<string | null>(null);
  // The same content sent again after a broken connection is the same command.
  const sent = useRef<{ attempt: Attempt; commandId: string } | null>(null);

  const attempt = useMutation({
    mutationFn: (next: Attempt) => {
      const same = sent.current?.attempt.file === next.file && sent.current.attempt.goodRowsOnly === next.goodRowsOnly;
      if (!same) sent.current = { attempt: next, commandId: newId() };
      return send({ commandId: sent.current?.commandId ?? newId(), csv: next.file.lines.join('\n'), goodRowsOnly: next.goodRowsOnly });
    },
    onSuccess: (report) => {
      setEdited(new Set());
      if (report.added + report.changed + report.unchanged > 0) onStored();
    },
  });

  async function choose(chosen: File | undefined) {
    if (!chosen) return;
    attempt.reset();
    setEdited(new Set());
    setRefusal(null);
    setFile(null);
    if (chosen.size > csvMax) return setRefusal(words.tooLarge);
    const read = await readCsv(chosen);
    if (rowCount(read) === 0) return setRefusal(words.empty);
    setFile(read);
    attempt.mutate({ file: read, goodRowsOnly: false });
  }

  if (!file) return <ChooseFile example={example} refusal={refusal} onChoose={choose} />;

  const report = attempt.data;
  return (
    <section className={styles.card} aria-busy={attempt.isPending}>
      <div className={styles.head}>
        <span>{file.name}</span>
        <RowsDone file={file} report={report} />
      </div>
      <Progress rows={rowCount(file)} report={report} />
      {describe && <p className={styles.note}>{describe(file.lines.join('\n'))}</p>}
      <p className={styles.note} role="status">
        {attempt.isPending
          ? (attempt.variables.goodRowsOnly ? words.storing : words.checking)(formatNumber(rowCount(file)))
          : report && summary(report)}
      </p>
      {attempt.error && (
        <p className={styles.problem} role="alert">
          {problemText(attempt.error as ProblemError)}{' '}
          <Button type="link" size="small" onClick={() => attempt.mutate(attempt.variables as Attempt)}>
            {words.again(formatNumber(rowCount(file)))}
          </Button>
        </p>
      )}
      {report && report.errors.length > 0 && (
        <RowErrors
          errors={report.errors}
          lines={file.lines}
          edited={edited}
          onEdit={(line, text) => {
            setFile(withLine(file, line, text));
            setEdited(new Set(edited).add(line));
          }}
        />
      )}
      {report && report.errors.length > 0 && (
        <NextStep
          report={report}
          edited={edited.size > 0}
          rows={rowCount(file)}
          disabled={attempt.isPending}
          onSend={(goodRowsOnly) => attempt.mutate({ file, goodRowsOnly })}
        />
      )}
      <ChooseButton label={words.another} onChoose={choose} />
    </section>
  );
}

function summary(report: ImportReport): string {
  const stored = report.added + report.changed + report.unchanged;
  if (stored === 0) return `${words.good(formatNumber(report.held))}${words.stop}`;
  const done = words.stored(formatNumber(report.added), formatNumber(report.changed), formatNumber(report.unchanged));
  return report.errors.length === 0
    ? `${done}${words.stop}`
    : `${done}${words.stop}${words.storedButWrong(formatNumber(report.errors.length))}${words.stop}`;
}

function NextStep(props: {
  report: ImportReport;
  edited: boolean;
  rows: number;
  disabled: boolean;
  onSend: (goodRowsOnly: boolean) => void;
}) {
  const { report, edited } = props;
  if (edited)
    return (
      <p className={styles.next}>
        <Button type="primary" disabled={props.disabled} onClick={() => props.onSend(false)}>
          {words.again(formatNumber(props.rows))}
        </Button>
      </p>
    );
  if (report.held === 0)
    return report.added + report.changed + report.unchanged > 0 ? null : <p className={styles.next}>{words.nothingGood}</p>;
  return (
    <p className={styles.next}>
      {words.nothingStored}
      <Button type="link" className={styles.inline} disabled={props.disabled} onClick={() => props.onSend(true)}>
        {words.storeGood(formatNumber(report.held))}
      </Button>
      {words.stop}
    </p>
  );
}

function RowsDone({ file, report }: { file: CsvFile; report: ImportReport | undefined }) {
  const rows = formatNumber(rowCount(file));
  if (!report) return <span className={styles.count}>{words.rows(rows)}</span>;
  return (
    <span className={styles.count}>
      <b>{formatNumber(report.rows - report.errors.length)}</b> {words.ofRows(rows)}
    </span>
  );
}

function Progress({ rows, report }: { rows: number; report: ImportReport | undefined }) {
  const right = report ? report.rows - report.errors.length : 0;
  const share = report && rows > 0 ? (100 * right) / rows : 0;
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={words.rows(formatNumber(rows))}
      {...(report ? { 'aria-valuenow': Math.round(share), 'aria-valuemin': 0, 'aria-valuemax': 100 } : {})}
    >
      <i style={{ width: `${share}%` }} />
    </div>
  );
}

function ChooseFile({
  example,
  refusal,
  onChoose,
}: {
  example: string;
  refusal: string | null;
  onChoose: (file: File | undefined) => void;
}) {
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onChoose(event.dataTransfer.files[0]);
  }
  return (
    // Dropping is the second way; the button inside is the first and the one for the keyboard.
    <section
      className={over ? `${styles.card} ${styles.over}` : styles.card}
      aria-label={words.choose}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={styles.choose}>
        <ChooseButton label={words.choose} primary onChoose={onChoose} />
        <span className={styles.note}>{words.orDrop}</span>
      </div>
      {refusal && (
        <p className={styles.problem} role="alert">
          {refusal}
        </p>
      )}
      <p className={styles.note}>
        {words.encodings}
        {words.example}
        <code className={styles.example}>{example}</code>
      </p>
    </section>
  );
}

function ChooseButton({ label, primary, onChoose }: { label: ReactNode; primary?: boolean; onChoose: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} className={styles.button} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        aria-label={typeof label === 'string' ? label : undefined}
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          onChoose(event.target.files?.[0]);
          // The same file, put right outside, can be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
