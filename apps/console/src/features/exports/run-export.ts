import { call, ProblemError } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import type { ExportFormat, ExportList } from '@muster/contract/exports/exports.operations';
import { language } from '@muster/ui/words/dictionary';
import { saveFile } from '../../parts/save-file.ts';

export interface Progress {
  fileName: string;
  rows: number;
}

export interface Ended extends Progress {
  how: 'finished' | 'cancelled' | 'broken';
}

const askEveryMs = 700;

/** Starts an export, fetches its file and saves it; says how many rows have been read meanwhile. */
export async function runExport(
  what: { list: ExportList; filters: Record<string, string>; format: ExportFormat },
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Ended> {
  const { exportId, fileName } = await call('startExport', { commandId: newId(), exportId: newId(), language: language(), ...what });
  let rows = 0;
  const asked = async () => {
    const answer = await call('getExport', { exportId });
    rows = answer.rows;
    return answer;
  };
  onProgress({ fileName, rows });
  const timer = setInterval(() => {
    asked().then(
      () => onProgress({ fileName, rows }),
      () => {},
    );
  }, askEveryMs);
  try {
    const response = await fetch(`/api/exports/${exportId}/file`, { signal, credentials: 'same-origin' });
    if (!response.ok) throw new ProblemError(await response.json());
    saveFile(await response.blob(), fileName);
    await asked().catch(() => {});
    return { how: 'finished', fileName, rows };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    await asked().catch(() => {});
    return { how: signal.aborted ? 'cancelled' : 'broken', fileName, rows };
  } finally {
    clearInterval(timer);
  }
}
