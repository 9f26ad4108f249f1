import { createServer } from 'node:net';
import { StartFault } from './start-fault.ts';

export function portFault(error: unknown, host: string, port: number): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const words: Record<string, [string, string]> = {
    EADDRINUSE: [
      `Port ${port} on ${host} is taken by another program.`,
      `End that program (ss -ltnp 'sport = :${port}' shows it), or take another port: MUSTER_PORT=${port + 1} npm start`,
    ],
    EACCES: [`This user may not open port ${port}.`, 'Ports below 1024 are for root. Take another: MUSTER_PORT=4100 npm start'],
    EADDRNOTAVAIL: [
      `This machine has no address ${host}.`,
      'Correct MUSTER_HOST: 127.0.0.1 for this machine only, 0.0.0.0 for all its networks.',
    ],
    ENOTFOUND: [`The host ${host} is not known.`, 'Correct MUSTER_HOST: 127.0.0.1 for this machine only, 0.0.0.0 for all its networks.'],
  };
  const [what, todo] = words[code ?? ''] ?? [];
  return what && todo ? new StartFault(what, todo, { cause: error as Error }) : error;
}

/** Asked before the database is started, so that a taken port is told at once. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  } catch (error) {
    throw portFault(error, host, port);
  } finally {
    server.close();
  }
}
