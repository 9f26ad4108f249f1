import { Problem } from '@muster/server/platform/problem';
import { faultText } from '@muster/server/platform/start-fault';

interface ProblemWords {
  problemText(problem: { code: string; params: Problem['params'] }): string;
  fieldText(error: { code?: string; detail: string }): string;
}

/**
 * The words of both web apps, in the language of the shell. They ask a browser's storage for the language and are typed for a browser:
 * hence the stand-in, and the name that tsc does not follow.
 */
async function words(): Promise<ProblemWords> {
  const speaksChinese = /^zh/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: { getItem: () => (speaksChinese ? 'zh' : 'en') } });
  const module: string = '@muster/ui/words/problems.words';
  return (await import(module)) as ProblemWords;
}

/** Whatever was thrown, for the terminal: a refusal in the words of the screens, with every field that is wrong. */
export async function errorText(error: unknown): Promise<string> {
  if (!(error instanceof Problem)) return faultText(error);
  const { problemText, fieldText } = await words();
  const fields = error.errors.map((fault) => `\n    ${fault.pointer.slice(1)}: ${fieldText(fault)}`).join('');
  return `\n  ✗ ${problemText(error)} (${error.code})${fields}\n`;
}
