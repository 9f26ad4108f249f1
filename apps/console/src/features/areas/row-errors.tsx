import type { RowError } from '@muster/contract/areas/areas.operations';
import { formatNumber } from '@muster/ui/format';
import { rowErrorText } from '@muster/ui/words/row-errors.words';
import { Button, Input } from 'antd';
import { Fragment, useState } from 'react';
import styles from './csv-import.module.css';
import { csvImportWords as words } from './csv-import.words.ts';

const shownMax = 50;

/** The wrong rows by line, each with what is wrong; the line itself can be put right in place. */
export function RowErrors({
  errors,
  lines,
  edited,
  onEdit,
}: {
  errors: readonly RowError[];
  lines: readonly string[];
  edited: ReadonlySet<number>;
  onEdit: (line: number, text: string) => void;
}) {
  const [editing, setEditing] = useState<number | null>(null);
  return (
    <div className={styles.errors}>
      {errors.slice(0, shownMax).map((error) => (
        <Fragment key={`${error.line}-${error.code}`}>
          <span className={styles.line}>{words.line(error.line)}</span>
          {editing === error.line ? (
            <EditLine
              line={error.line}
              text={lines[error.line - 1] ?? ''}
              onDone={(text) => {
                setEditing(null);
                if (text !== null && text !== lines[error.line - 1]) onEdit(error.line, text);
              }}
            />
          ) : (
            <>
              <span>
                {edited.has(error.line) ? (
                  <>
                    <code>{lines[error.line - 1]}</code> <span className={styles.note}>{words.edited}</span>
                  </>
                ) : (
                  rowErrorText(error)
                )}
              </span>
              <Button type="link" size="small" aria-label={words.editLine(error.line)} onClick={() => setEditing(error.line)}>
                {words.edit}
              </Button>
            </>
          )}
        </Fragment>
      ))}
      {errors.length > shownMax && <span className={styles.moreErrors}>{words.moreErrors(formatNumber(errors.length - shownMax))}</span>}
    </div>
  );
}

function EditLine({ line, text, onDone }: { line: number; text: string; onDone: (text: string | null) => void }) {
  const [value, setValue] = useState(text);
  return (
    <Input
      className={styles.edit}
      size="small"
      // The row was asked for by its own button: typing goes on here.
      autoFocus
      aria-label={words.editLine(line)}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onPressEnter={() => onDone(value)}
      onBlur={() => onDone(value)}
      onKeyDown={(event) => event.key === 'Escape' && onDone(null)}
    />
  );
}
