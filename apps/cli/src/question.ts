import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { StartFault } from '@muster/server/platform/start-fault';

/** Asks on the terminal; what is typed for a secret is not shown. */
export async function ask(question: string, option: string, secret = false): Promise<string> {
  if (!process.stdin.isTTY) throw new StartFault(`${question} is missing.`, `Give it as ${option}.`);
  let hidden = false;
  const output = new Writable({
    write(part, _encoding, done) {
      if (!hidden) process.stderr.write(part);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  try {
    const answer = terminal.question(`${question}: `);
    hidden = secret;
    return (await answer).trim();
  } finally {
    terminal.close();
    if (secret) process.stderr.write('\n');
  }
}

/** All of standard input, without the line end. */
export async function readStdin(): Promise<string> {
  let text = '';
  for await (const part of process.stdin.setEncoding('utf8')) text += part;
  return text.replace(/\r?\n$/, '');
}
