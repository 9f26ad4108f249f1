import { ProblemError } from '@muster/client/call';
import type { ExportFormat, ExportList } from '@muster/contract/exports/exports.operations';
import { formatNumber } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { Dropdown } from 'antd';
import { useEffect, useRef, useState } from 'react';
import styles from './export-button.module.css';
import { exportWords as words } from './exports.words.ts';
import { type Ended, type Progress, runExport } from './run-export.ts';

/** Takes a list out as a sheet, with the filters that it has on the screen. Beside the list; how far it is stands in its place. */
export function ExportButton({ list, filters = {} }: { list: ExportList; filters?: Record<string, string | undefined> }) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [ended, setEnded] = useState<Ended | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run(format: ExportFormat) {
    const control = new AbortController();
    running.current = control;
    setEnded(null);
    setProblem(null);
    setProgress({ fileName: '', rows: 0 });
    try {
      const given = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const end = await runExport({ list, format, filters: Object.fromEntries(given) }, control.signal, setProgress);
      setEnded(end);
    } catch (error) {
      if (error instanceof ProblemError) setProblem(error);
      else throw error;
    } finally {
      running.current = null;
      setProgress(null);
    }
  }

  return (
    <span className={styles.export}>
      <span role="status" className="t3">
        {progress ? (progress.rows > 0 ? words.running(formatNumber(progress.rows)) : words.beginning) : null}
        {ended ? said(ended) : null}
        {problem ? <span className="late">{problemText(problem)}</span> : null}
      </span>
      {progress ? (
        <button type="button" className="lnk s13" onClick={() => running.current?.abort()}>
          {words.cancel}
        </button>
      ) : (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'xlsx', label: words.asXlsx },
              { key: 'csv', label: words.asCsv },
              { type: 'divider' },
              { key: 'note', label: words.note, disabled: true },
            ],
            onClick: ({ key }) => void run(key as ExportFormat),
          }}
        >
          <button type="button" className="lnk s13">
            {words.open}
          </button>
        </Dropdown>
      )}
    </span>
  );
}

function said({ how, fileName, rows }: Ended): string {
  if (how === 'finished') return words.done(fileName, formatNumber(rows));
  return how === 'cancelled' ? words.cancelled(formatNumber(rows)) : words.broken;
}
