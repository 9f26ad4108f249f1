import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@muster/server/platform/config';
import { examine, type Finding } from '@muster/server/platform/doctor';
import type { Databases } from '../databases.ts';
import type { ShellCommand } from '../shell-command.ts';

export const doctorCommand: ShellCommand = {
  name: 'doctor',
  usage: '',
  summary: 'examine this installation: what is wrong, and what to do',
  async run(_args, databases) {
    const findings = [
      program(),
      ...webApps(),
      await server(databases),
      ...(await examine({ ...databases, secretKeys: databases.config.secretKeys })),
    ];
    for (const { key, ok, detail, todo } of findings) {
      console.log(`${ok ? '✓' : '✗'} ${key.padEnd(13)} ${detail}`);
      if (!ok && todo) console.log(`  ${''.padEnd(13)} → ${todo.replaceAll('\n', `\n  ${''.padEnd(15)} `)}`);
    }
    const wrong = findings.filter((finding) => !finding.ok).length;
    console.log(wrong === 0 ? '\nAll is well.' : `\n${wrong} of ${findings.length} need attention.`);
    return wrong === 0 ? 0 : 1;
  },
};

function program(): Finding {
  const own = process.execPath.startsWith(join(root, 'node_modules'));
  const detail = `Node ${process.version}${own ? '' : ` at ${process.execPath}, not the project's own`}`;
  return { key: 'program', ok: own, detail, todo: 'Run it as `npm run muster doctor`: the project then uses the Node it was tested with.' };
}

function webApps(): Finding[] {
  const missing = ['console', 'field'].filter((app) => !existsSync(join(root, 'apps', app, 'dist/index.html')));
  const detail = missing.length === 0 ? 'built' : `not built: ${missing.join(', ')}`;
  return [{ key: 'web apps', ok: missing.length === 0, detail, todo: 'npm start builds them.' }];
}

async function server({ server: address }: Databases): Promise<Finding> {
  if (!address?.startsWith('http')) return { key: 'server', ok: true, detail: address ? address : 'not running (npm start)' };
  try {
    const response = await fetch(`${address}/api/ready`, { signal: AbortSignal.timeout(5000) });
    const state = (await response.json()) as Record<string, { ok: boolean; detail: string }>;
    const wrong = Object.entries(state).filter(([, check]) => check?.ok === false);
    const detail = response.ok
      ? `ready at ${address}`
      : `not ready: ${wrong.map(([name, check]) => `${name} (${check.detail})`).join(', ')}`;
    return { key: 'server', ok: response.ok, detail, todo: 'Its own log says more; if nothing moves, end it and start it again.' };
  } catch (error) {
    return { key: 'server', ok: false, ...silence(address, error as Error) };
  }
}

/** Why nothing was heard, by what is known of it. Whether the process is well is not: nobody is told to end it. */
function silence(address: string, error: Error): Pick<Finding, 'detail' | 'todo'> {
  const cause = error.cause as (Error & { code?: string }) | undefined;
  if (cause?.message === 'bad port') {
    return {
      detail: `port ${new URL(address).port} was not asked: it belongs to another service by custom, and browsers refuse it`,
      todo: 'No browser opens this address. Start with another MUSTER_PORT, for example 4100.',
    };
  }
  if (error.name === 'TimeoutError') {
    return { detail: `${address} did not answer within 5 s`, todo: 'It may be busy or still starting: look at its log, then ask again.' };
  }
  const why = cause?.code ?? cause?.message ?? error.message;
  return {
    detail: `could not reach ${address}: ${why}`,
    todo: 'It holds the data folder, so it runs or is starting: look at its log, then ask again. It may also listen elsewhere (MUSTER_HOST).',
  };
}
