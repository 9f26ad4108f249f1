import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** The network between server and database, with a hand on the cable. */
export interface TcpProxy {
  port: number;
  /** Cuts every connection and refuses new ones, as when PostgreSQL's machine is restarted. */
  cut: () => void;
  /** Lets nothing through in either direction, and closes nothing, as when a firewall forgets or a cable is pulled. */
  freeze: () => void;
  /** As before; what was frozen stays dead, as it does in a firewall that forgot. */
  mend: () => void;
  close: () => Promise<void>;
}

export async function tcpProxy(target: { path: string }): Promise<TcpProxy> {
  let mode: 'open' | 'cut' | 'frozen' = 'open';
  const pairs = new Set<{ near: Socket; far: Socket | null; isDead: boolean }>();
  const server = createServer((near) => {
    near.on('error', () => {});
    if (mode === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const pair = { near, far: mode === 'frozen' ? null : connect(target), isDead: mode === 'frozen' };
    pairs.add(pair);
    near.on('close', () => {
      pair.far?.destroy();
      pairs.delete(pair);
    });
    near.on('data', (part) => {
      if (!pair.isDead) pair.far?.write(part);
    });
    pair.far?.on('error', () => near.destroy());
    pair.far?.on('close', () => {
      if (!pair.isDead) near.destroy();
    });
    pair.far?.on('data', (part) => {
      if (!pair.isDead) near.write(part);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      mode = 'cut';
      for (const { near, far } of pairs) {
        near.resetAndDestroy();
        far?.destroy();
      }
    },
    freeze() {
      mode = 'frozen';
      for (const pair of pairs) pair.isDead = true;
    },
    mend() {
      mode = 'open';
    },
    async close() {
      for (const { near, far } of pairs) {
        near.destroy();
        far?.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
