import { z } from 'zod';
import { command } from '../operation.ts';
import { commandInput, uuid } from '../schemas.ts';

export const registerFormats = ['page', 'docx'] as const;
export type RegisterFormat = (typeof registerFormats)[number];

export const takeRegister = command({
  name: 'takeRegister',
  feature: 'registers',
  path: '/compounds/:compoundId/register',
  summary:
    'Make the register (台账) of a compound from its records, to be printed or as a Word file: recorded with who took it and what for; opened at /register/:registerId by whoever took it, as it was then',
  input: commandInput.extend({
    registerId: uuid,
    compoundId: uuid,
    format: z.enum(registerFormats),
    language: z.enum(['zh', 'en']).default('zh'),
    /** What it is for; it stands on every page. */
    purpose: z.string().trim().min(2).max(40),
  }),
  result: z.object({ registerId: uuid, fileName: z.string(), path: z.string() }),
});
