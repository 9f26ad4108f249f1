import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import apiReference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { root } from '../platform/config.ts';
import { openApiDocument } from '../platform/http/openapi.ts';
import { sendProblem } from '../platform/http/problem-reply.ts';
import { Problem } from '../platform/problem.ts';

const yearSeconds = 31_536_000;

/** The two web apps: console at `/`, phone at `/m/`. Files with a hash in their name are kept for a year, pages never. */
export async function registerWebApps(app: FastifyInstance): Promise<void> {
  const apps = [
    { prefix: '/m/', folder: join(root, 'apps/field/dist') },
    { prefix: '/', folder: join(root, 'apps/console/dist') },
  ].filter(({ folder }) => existsSync(join(folder, 'index.html')));
  for (const [index, { prefix, folder }] of apps.entries()) {
    await app.register(fastifyStatic, {
      root: folder,
      prefix,
      decorateReply: index === 0,
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header('cache-control', /\/assets\//.test(path) ? `public, max-age=${yearSeconds}, immutable` : 'no-cache');
      },
    });
  }
  app.get('/m', (_request, reply) => reply.redirect('/m/'));
  // A page of an app is a path of its router: any path that is no file and not the API shows the app's one page.
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' && !request.url.startsWith('/api/') && !/\.[a-z0-9]{2,5}$/i.test(request.url.split('?')[0] as string);
    const home = isPage ? apps.find(({ prefix }) => request.url.startsWith(prefix)) : undefined;
    if (!home) return sendProblem(request, reply, new Problem('not-found'));
    return reply
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(readFileSync(join(home.folder, 'index.html')));
  });
}

/** `/api/openapi.json`, and a page for people at `/api/docs`: its own files only, no inline script, no foreign font. */
export async function registerApiPages(app: FastifyInstance, version: string): Promise<void> {
  let document: string | undefined;
  app.get('/api/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(version));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  // The library's own page starts by an inline script, which our content policy refuses; its script file is all we take.
  await app.register(apiReference, { routePrefix: '/api/reference', configuration: { url: '/api/openapi.json' } });
  app.get('/api/docs', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Muster API</title><meta name="viewport" content="width=device-width"></head><body><div id="app"></div><script src="/api/reference/js/scalar.js"></script><script src="/api/docs/init.js"></script></body></html>',
      ),
  );
  app.get('/api/docs/init.js', (_request, reply) =>
    reply
      .type('text/javascript')
      .send(
        "Scalar.createApiReference('#app', { url: '/api/openapi.json', withDefaultFonts: false, telemetry: false, showDeveloperTools: 'never', hideClientButton: true, agent: { disabled: true }, mcp: { disabled: true } });",
      ),
  );
}
