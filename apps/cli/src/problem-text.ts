import type { RowError } from '@muster/contract/areas/areas.operations';
import { Problem } from '@muster/server/platform/problem';
import { faultText } from '@muster/server/platform/start-fault';

interface ProblemWords {
  problemText(problem: { code: string; params: Problem['params'] }): string;
}

interface DeskProblemWords {
  fieldText(error: { code?: string; detail: string }): string;
}

interface RowWords {
  rowErrorText(error: RowError): string;
}

/**
 * The words of both web apps, in the language of the shell. They ask a browser's storage for the language and are typed for a browser:
 * hence the stand-in, and the name that tsc does not follow.
 */
async function words<Words>(module: string): Promise<Words> {
  const speaksChinese = /^zh/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: { getItem: () => (speaksChinese ? 'zh' : 'en') } });
  return (await import(module)) as Words;
}

/** Whatever was thrown, for the terminal: a refusal in the words of the screens, with every field that is wrong. */
export async function errorText(error: unknown): Promise<string> {
  if (!(error instanceof Problem)) return faultText(error);
  const { problemText } = await words<ProblemWords>('@muster/ui/words/problems.words');
  const { fieldText } = await words<DeskProblemWords>('@muster/ui/words/desk-problems.words');
  const fields = error.errors.map((fault) => `\n    ${fault.pointer.slice(1)}: ${fieldText(fault)}`).join('');
  return `\n  ✗ ${problemText(error)} (${error.code})${fields}\n`;
}

/** What is wrong with rows of a file, a line each. */
export async function rowErrorTexts(errors: readonly RowError[]): Promise<string[]> {
  const { rowErrorText } = await words<RowWords>('@muster/ui/words/row-errors.words');
  return errors.map((error) => `line ${error.line}: ${rowErrorText(error)}`);
}
