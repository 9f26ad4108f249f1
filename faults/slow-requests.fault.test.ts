import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { tokenOf } from '../bench/city/people.ts';
import { ask, issue } from './pieces/ask.ts';
import { type FaultCity, faultCity, isFull } from './pieces/city.ts';
import { liveScreen } from './pieces/live-screen.ts';

let city: FaultCity;
afterEach(() => city.close());

test('hundreds of requests that come byte by byte, and screens that take nothing, hold up nobody and are cut off', async () => {
  city = await faultCity();
  const server = await city.server();
  const { port } = new URL(server.address);
  const slow: { socket: Socket; isClosed: boolean }[] = [];
  for (let n = 0; n < (isFull ? 1000 : 300); n++) {
    const one = { socket: connect({ host: '127.0.0.1', port: Number(port) }), isClosed: false };
    one.socket.on('error', () => {});
    one.socket.on('data', () => {});
    one.socket.on('close', () => {
      one.isClosed = true;
    });
    one.socket.write('GET /api/session HTTP/1.1\r\nhost: x\r\nx-a: ');
    slow.push(one);
  }
  const drip = setInterval(() => {
    for (const { socket, isClosed } of slow) if (!isClosed) socket.write('b');
  }, 500);
  // Screens whose network is gone though their connection stands.
  const stuck = Array.from({ length: 20 }, (_, n) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    socket.on('error', () => {});
    socket.write(`GET /api/live?after=0 HTTP/1.1\r\nhost: x\r\ncookie: muster_session=${tokenOf(`grid-${n + 1}`)}\r\n\r\n`);
    socket.pause();
    return socket;
  });
  const watching = liveScreen(() => server.address, '4104');
  try {
    await expect.poll(() => watching.connected(), { timeout: 5000 }).toBe(1);
    const times: number[] = [];
    for (let n = 0; n < 20; n++) {
      const since = performance.now();
      expect((await ask(server.address, '4104', 'getCurrentIncident')).status).toBe(200);
      times.push(performance.now() - since);
      await sleep(50);
    }
    expect(Math.max(...times)).toBeLessThan(1500);
    const since = performance.now();
    const orderId = await issue(server.address, ['410402001001']);
    await expect.poll(() => watching.told.some((event) => event.orderId === orderId), { timeout: 3000, interval: 20 }).toBe(true);
    expect(performance.now() - since).toBeLessThan(3000);
    await expect.poll(() => slow.filter((one) => !one.isClosed).length, { timeout: 25_000 }).toBe(0);
    expect((await ask(server.address, '4104', 'getCurrentIncident')).status).toBe(200);
  } finally {
    clearInterval(drip);
    watching.close();
    for (const socket of [...slow.map((one) => one.socket), ...stuck]) socket.destroy();
  }
});
