import { inScope } from '@muster/server/platform/db/scope';
import { newId } from '@muster/server/platform/ids';
import { StartFault } from '@muster/server/platform/start-fault';
import { readOptions } from '../options.ts';
import { inCity, type Shell } from '../shell.ts';
import type { ShellCommand } from '../shell-command.ts';

const usage = '--mobile NUMBER --role ROLE (--area CODE | --unit NAME) [--title TEXT] [--from TIME] [--to TIME]';

export const assignmentGrant: ShellCommand = {
  name: 'assignment grant',
  usage,
  summary: 'give a person a role for an area or unit',
  async run(args, databases) {
    const text = { type: 'string' } as const;
    const { values } = readOptions(args, `assignment grant ${usage}`, {
      mobile: text,
      role: text,
      area: text,
      unit: text,
      title: text,
      from: text,
      to: text,
    });
    const { mobile, role, area, unit, title } = values;
    if (!mobile || !role || !(area || unit)) throw new StartFault('Something is missing.', `Usage: muster assignment grant ${usage}`);
    await inCity(databases, async (shell) => {
      const person = await personWith(shell, mobile);
      const unitId = unit ? await unitNamed(shell, unit) : undefined;
      const from = time('--from', values.from);
      const to = time('--to', values.to);
      await shell.act('grantAssignment', { assignmentId: newId(), personId: person.id, role, areaCode: area, unitId, title, from, to });
      console.log(`${person.name} is ${role} of ${area ?? unit}${to ? ` until ${to}` : ''}.`);
    });
    return 0;
  },
};

/** With a zone it is that moment; without one, by the clock of this machine. */
function time(option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) throw new StartFault(`${option} "${value}" is no time.`, 'Write it as 2022-05-11T08:00.');
  return at.toISOString();
}

async function personWith({ runtime, system }: Shell, mobile: string): Promise<{ id: string; name: string }> {
  const person = await inScope(
    runtime.city,
    system,
    (tx) => tx.selectFrom('persons').select(['id', 'name']).where('mobile', '=', mobile).executeTakeFirst(),
    'read',
  );
  if (person) return person;
  throw new StartFault(
    `Nobody here has the mobile number ${mobile}.`,
    'Add the person in the console, or by npm run muster person import.',
  );
}

async function unitNamed({ runtime, system }: Shell, name: string): Promise<string> {
  const unit = await inScope(
    runtime.city,
    system,
    (tx) => tx.selectFrom('units').select('id').where('name', '=', name).executeTakeFirst(),
    'read',
  );
  if (unit) return unit.id;
  throw new StartFault(`There is no unit "${name}".`, 'Write its name exactly as in the console.');
}
