import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { StartFault } from '@muster/server/platform/start-fault';

/** Options of one command; a wrong one is told with how the command is used. */
export function readOptions<const T extends ParseArgsOptionsConfig>(args: string[], usage: string, options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new StartFault((error as Error).message, `Usage: muster ${usage}`);
  }
}

/** A file as text: UTF-8 (with or without mark), else GB18030, as offices write it. */
export function readText(path: string | undefined, usage: string): string {
  if (!path) throw new StartFault('No file is named.', `Usage: muster ${usage}`);
  let bytes: Buffer;
  try {
    // npm runs commands from the project's folder; the file is named from where one stands.
    bytes = readFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), path));
  } catch (error) {
    throw new StartFault(`${path} cannot be read: ${(error as Error).message}`, 'Correct the name, or the rights of the file.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
