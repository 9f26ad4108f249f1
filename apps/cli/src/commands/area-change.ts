import type { AreaChange, AreaChangeResult } from '@muster/contract/areas/areas.operations';
import { StartFault } from '@muster/server/platform/start-fault';
import { readOptions } from '../options.ts';
import { inCity } from '../shell.ts';
import type { ShellCommand } from '../shell-command.ts';

type Values = Record<string, string | boolean | string[] | undefined>;
const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const options = {
  name: text,
  'short-name': text,
  code: text,
  into: text,
  child: many,
  assignment: many,
  'open-receipts': text,
  'dry-run': { type: 'boolean' } as const,
};

function areaCommand(
  name: string,
  usage: string,
  summary: string,
  operation: 'renameArea' | 'recodeArea' | 'mergeAreas' | 'splitArea',
  changeOf: (codes: string[], values: Values) => AreaChange,
): ShellCommand {
  return {
    name,
    usage,
    summary,
    async run(args, databases) {
      const { values, positionals } = readOptions(args, `${name} ${usage}`, options);
      if (positionals.length === 0) throw new StartFault('No area is named.', `Usage: muster ${name} ${usage}`);
      const change = changeOf(positionals, values as Values);
      await inCity(databases, async (shell) => {
        const { kind: _, ...input } = change;
        const result = values['dry-run'] ? await shell.read('previewAreaChange', { change }) : await shell.act(operation, input);
        tell(result, values['dry-run'] === true);
      });
      return 0;
    },
  };
}

function tell({ from, to, moved }: Pick<AreaChangeResult, 'from' | 'to' | 'moved'>, isDry: boolean): void {
  const named = (areas: AreaChangeResult['from']) => areas.map((area) => `${area.code} ${area.name}`).join(', ');
  console.log(`${isDry ? 'Would become' : 'Became'}: ${named(from)} → ${named(to)}`);
  for (const [key, n] of Object.entries(moved)) if (n > 0) console.log(`  ${key}: ${n}`);
  if (isDry) console.log('Nothing was changed. The same without --dry-run does it.');
}

const needed = (value: unknown, option: string): string => {
  if (typeof value === 'string' && value !== '') return value;
  throw new StartFault(`${option} is missing.`, 'See muster help.');
};

export const areaRename = areaCommand(
  'area rename',
  'CODE --name NAME [--short-name NAME] [--dry-run]',
  'give an area another name; it is still found by the former one',
  'renameArea',
  ([code = ''], values) => ({
    kind: 'renamed',
    code,
    name: needed(values.name, '--name'),
    ...(typeof values['short-name'] === 'string' ? { shortName: values['short-name'] } : {}),
  }),
);

export const areaRecode = areaCommand(
  'area recode',
  'CODE --code NEWCODE [--dry-run]',
  'give an area another code, with all below it',
  'recodeArea',
  ([code = ''], values) => ({ kind: 'recoded', code, newCode: needed(values.code, '--code') }),
);

export const areaMerge = areaCommand(
  'area merge',
  'CODE CODE… --into CODE [--name NAME] [--dry-run]',
  'make one area of several; --into is one of them or a new code',
  'mergeAreas',
  (codes, values) => ({
    kind: 'merged',
    codes,
    into: needed(values.into, '--into'),
    ...(typeof values.name === 'string' ? { name: values.name } : {}),
  }),
);

export const areaSplit = areaCommand(
  'area split',
  'CODE --code NEWCODE --name NAME [--child CODE]… [--assignment ID]… [--open-receipts stay|move] [--dry-run]',
  'make a new area out of a part of one',
  'splitArea',
  ([code = ''], values) => ({
    kind: 'split',
    code,
    newCode: needed(values.code, '--code'),
    name: needed(values.name, '--name'),
    children: (values.child as string[] | undefined) ?? [],
    assignmentIds: (values.assignment as string[] | undefined) ?? [],
    openReceipts: values['open-receipts'] === 'move' ? 'move' : 'stay',
  }),
);
