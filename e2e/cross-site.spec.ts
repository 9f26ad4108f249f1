import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './pieces/test.ts';

let foreign: Server;
test.beforeAll(async () => {
  foreign = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>win a prize</title><iframe name="sink"></iframe>');
  });
  await new Promise<void>((resolve) => foreign.listen(0, resolve));
});
test.afterAll(() => new Promise((resolve) => foreign.close(resolve)));

// Another site: no cookie goes along. And another program on our own host (another port is the same site to a browser): the
// cookie goes along, and what protects then is the header that a foreign page cannot set, and the origin that it cannot hide.
for (const [what, host] of [
  ['of another site', 'localhost'],
  ['of another program on our host', '127.0.0.1'],
] as const) {
  test(`a page ${what} writes nothing in the name of who is signed in, reads nothing, and shows nothing of ours in a frame`, async ({
    openConsole,
    as,
    baseURL,
  }) => {
    const ours = await openConsole('zhouyan');
    const page = await ours.context().newPage();
    await page.goto(`http://${host}:${(foreign.address() as AddressInfo).port}/`);
    const statuses: string[] = [];
    ours.context().on('response', (response) => {
      if (response.request().method() === 'POST' && response.url().startsWith(`${baseURL}/api/`)) statuses.push(`${response.status()}`);
    });
    const names = ['表单局', '暗送局', '明送局'];
    const body = (name: string) =>
      JSON.stringify({ commandId: crypto.randomUUID(), unitId: crypto.randomUUID(), name: `${name}${host}`, areaCode: '4104' });

    // A form whose one field is JSON in disguise; forms need no permission to be sent anywhere.
    await page.evaluate(
      ([to, json]) => {
        const form = document.createElement('form');
        form.method = 'POST';
        form.action = `${to}/api/units`;
        form.enctype = 'text/plain';
        form.target = 'sink';
        const input = document.createElement('input');
        const end = json.lastIndexOf('}');
        input.name = `${json.slice(0, end)},"x":"`;
        input.value = '"}';
        form.append(input);
        document.body.append(form);
        form.submit();
      },
      [baseURL as string, body(names[0] as string)] as const,
    );
    await expect.poll(() => statuses.length).toBe(1);

    const outcome = await page.evaluate(
      async ([to, silent, open]) => {
        const soon = <T>(work: Promise<T>) => Promise.race([work, new Promise((resolve) => setTimeout(() => resolve('nothing'), 4000))]);
        const tried = (work: Promise<unknown>) =>
          soon(
            work.then(
              (value) => value,
              (error: Error) => error.name,
            ),
          );
        const loads = (element: HTMLImageElement | HTMLScriptElement) =>
          soon(
            new Promise((resolve) => {
              element.onload = () => resolve('loaded');
              element.onerror = () => resolve('refused');
              element.src = `${to}/api/session`;
              document.body.append(element);
            }),
          );
        const post = { method: 'POST', credentials: 'include' } as const;
        const image = document.createElement('img');
        const script = document.createElement('script');
        return {
          silent: await tried(fetch(`${to}/api/units`, { ...post, mode: 'no-cors', body: silent }).then((answer) => answer.type)),
          open: await tried(
            fetch(`${to}/api/units`, { ...post, headers: { 'content-type': 'application/json', 'x-muster': '1' }, body: open }).then(
              (answer) => answer.status,
            ),
          ),
          read: await tried(fetch(`${to}/api/session`, { credentials: 'include' }).then((answer) => answer.text())),
          image: await loads(image),
          script: await loads(script),
          live: await soon(
            new Promise((resolve) => {
              const source = new EventSource(`${to}/api/live?after=0`, { withCredentials: true });
              source.onmessage = () => resolve('told');
              source.addEventListener('hello', () => resolve('told'));
              source.onerror = () => {
                source.close();
                resolve('refused');
              };
            }),
          ),
          socket: await soon(
            new Promise((resolve) => {
              const socket = new WebSocket(`${to.replace('http', 'ws')}/api/live`);
              socket.onopen = () => resolve('open');
              socket.onerror = () => resolve('refused');
            }),
          ),
        };
      },
      [baseURL as string, body(names[1] as string), body(names[2] as string)] as const,
    );
    // Sent silently it arrives, as any page may send anything; it is refused there. What it answered nobody here may read.
    expect(outcome).toMatchObject({
      open: 'TypeError',
      read: 'TypeError',
      image: 'refused',
      script: 'refused',
      live: 'refused',
      socket: 'refused',
    });
    for (const status of statuses) expect(['401', '403']).toContain(status);

    await page.evaluate((to) => {
      const frame = document.createElement('iframe');
      frame.src = to;
      frame.name = 'ours';
      document.body.append(frame);
    }, baseURL as string);
    await page.waitForTimeout(1500);
    const frame = page.frames().find((one) => one.name() === 'ours');
    expect(frame?.url() ?? '').not.toContain(`${baseURL}/`);

    const units = await (await as('zhouyan')).call('listUnits', { limit: 200 });
    expect(JSON.stringify(units)).not.toMatch(new RegExp(names.map((name) => `${name}${host}`).join('|')));
    // He himself goes on, untouched.
    expect((await ours.request.get('/api/session')).status()).toBe(200);
  });
}
