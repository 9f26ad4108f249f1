import { z } from 'zod';

/**
 * Which people a patch must have: N of one kind and M of another, as data, because every place has its own (DOMAIN §1
 * names 3+2, 五包一, 五帮一). `core` and `support` are the two sides of the plus.
 */
export const patchRoleSchema = z
  .object({
    key: z.string().regex(/^[a-z][a-zA-Z0-9]{1,23}$/),
    name: z.string().trim().min(1).max(20),
    side: z.enum(['core', 'support']),
    /** In how many patches one person may hold it; null where the role is for a whole community. */
    most: z.number().int().min(1).max(100).nullable().default(null),
  })
  .meta({ id: 'PatchRole' });
export type PatchRole = z.infer<typeof patchRoleSchema>;

/** 3+2 as the source defines it (DOMAIN §0): in force wherever nothing else was set. */
export const defaultPatchRoles: readonly PatchRole[] = [
  { key: 'secretary', name: '书记', side: 'core', most: null },
  { key: 'police', name: '民警', side: 'core', most: 6 },
  { key: 'doctor', name: '医生', side: 'core', most: 6 },
  { key: 'reporter', name: '报备专管员', side: 'support', most: 12 },
  { key: 'instructor', name: '指导员', side: 'support', most: 12 },
];
