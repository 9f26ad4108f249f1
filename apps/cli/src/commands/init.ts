import { setUp } from '@muster/contract/auth/auth.operations';
import { newId } from '@muster/server/platform/ids';
import { Problem } from '@muster/server/platform/problem';
import { onEmptySystem } from '../new-city.ts';
import { readOptions } from '../options.ts';
import { ask, readStdin } from '../question.ts';
import type { ShellCommand } from '../shell-command.ts';

const usage = '[--city CODE] [--city-name NAME] [--name NAME] [--user NAME] [--password-stdin]';

export const initCommand: ShellCommand = {
  name: 'init',
  usage,
  summary: 'set up an empty system: the city and its system administrator; asks for what is not given',
  async run(args, databases) {
    const text = { type: 'string' } as const;
    const { values } = readOptions(args, `init ${usage}`, {
      city: text,
      'city-name': text,
      name: text,
      user: text,
      'password-stdin': { type: 'boolean', default: false },
    });
    await onEmptySystem(databases, async (app) => {
      const input = {
        commandId: newId(),
        setUpCode: app.setUpCode,
        cityCode: values.city ?? (await ask('Code of the city (4 digits, as 4104)', '--city')),
        cityName: values['city-name'] ?? (await ask('Name of the city (as 平顶山市)', '--city-name')),
        name: values.name ?? (await ask('Your name', '--name')),
        userName: values.user ?? (await ask('User name to sign in with', '--user')),
        password: values['password-stdin'] ? await readStdin() : await ask('Password', '--password-stdin', true),
      };
      const parsed = setUp.input.safeParse(input);
      if (!parsed.success) {
        throw new Problem(
          'input.invalid',
          {},
          parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, code: issue.code, detail: issue.message })),
        );
      }
      const handler = app.routes.setUp;
      if (!handler || !('open' in handler)) throw new Error('no set-up');
      // He signs in by himself later; the session that set-up opens is not kept.
      await handler.open(parsed.data, {
        address: '127.0.0.1',
        device: 'muster init',
        now: new Date(),
        principal: null,
        setSessionToken: () => {},
      });
      console.log(`${input.cityName} is set up; ${input.userName} is its system administrator.`);
      console.log('Next: npm run muster area import FILE.csv, then npm start.');
    });
    return 0;
  },
};
