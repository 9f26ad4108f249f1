import { z } from 'zod';

/**
 * Every way in which an operation may refuse, with its HTTP status. Words live in `packages/ui` by the same code, in
 * both languages (DESIGN §7): what is wrong, where, what to do. `params` are what those words need.
 *
 * 404 when one may not know that a thing exists, 403 when one sees it but may not, 409 when its state or version has
 * moved on, 422 when a rule is broken, 429 when it is too often. Anything else is a fault of ours: 500 `internal`.
 */
export const problems = {
  // any operation
  'input.invalid': 400,
  'session.missing': 401,
  'session.expired': 401,
  'not-permitted': 403,
  'not-found': 404,
  'state.moved-on': 409,
  'version.stale': 409,
  'command.reused': 409,
  'command.discarded': 409,
  'rate.exceeded': 429,
  'request.too-large': 413,
  'request.cross-site': 403,
  internal: 500,
  'database.unavailable': 503,
  'database.full': 503,
  // auth
  'auth.wrong-credentials': 401,
  'auth.locked': 429,
  'auth.second-factor-needed': 401,
  'auth.second-factor-wrong': 401,
  'auth.password-weak': 422,
  'auth.password-wrong': 422,
  'auth.user-name-taken': 409,
  'auth.no-assignment': 403,
  'setup.done-already': 409,
  // areas
  'import.unreadable': 422,
  'outline.unreadable': 422,
  'outline.other-system': 422,
  'import.rows-wrong': 422,
  'import.not-a-sheet': 422,
  'import.undecided': 422,
  'import.nothing-good': 422,
  'area.unknown': 422,
  'area.not-a-community': 422,
  // compounds
  'compound.name-taken': 409,
  'compound.not-in-community': 422,
  'compound.grid-elsewhere': 422,
  'compound.building-twice': 422,
  'compound.closed': 409,
  'compound.merge-itself': 422,
  'compound.merge-elsewhere': 422,
  'compound.place-far': 422,
  'area.closed': 409,
  'area.code-taken': 409,
  'area.code-level': 422,
  'area.code-parent': 422,
  'area.merge-levels': 422,
  'area.merge-itself': 422,
  'area.not-below': 422,
  'area.not-of-desk': 422,
  'area.unchanged': 422,
  'area.whole-city': 422,
  'area.no-room': 409,
  // people
  'assignment.scope-too-wide': 403,
  'assignment.role-needs-area': 422,
  'assignment.role-needs-unit': 422,
  'assignment.separated-roles': 422,
  'assignment.ends-before-start': 422,
  'person.mobile-taken': 409,
  'unit.name-taken': 409,
  // incidents
  'incident.none-active': 409,
  'incident.already-active': 409,
  'incident.ended': 409,
  // patches
  'patch.overlaps': 409,
  'patch.part-elsewhere': 422,
  'patch.name-taken': 409,
  'patch.closed': 409,
  'patch.none': 422,
  'patch.role-unknown': 422,
  'patch.ends-before-start': 422,
  'patch.substitutes-himself': 422,
  'patch.absent-already': 409,
  // checklists
  'checklist.audience-outside': 422,
  'checklist.nobody': 422,
  'checklist.nothing-named': 422,
  'checklist.dates-wrong': 422,
  'checklist.limit-earlier': 422,
  'checklist.sent-already': 409,
  'checklist.nothing-changed': 422,
  'checklist.closed': 409,
  'checklist.not-begun': 422,
  'checklist.item-gone': 409,
  'checklist.item-unnamed': 422,
  'checklist.ticked-already': 409,
  // places
  'place.name-taken': 409,
  'place.closed': 409,
  'place.compound-elsewhere': 422,
  'place.gate-unknown': 422,
  'place.shift-never-open': 422,
  'place.shift-unknown': 422,
  'place.ends-before-start': 422,
  'place.person-there-already': 409,
  'place.person-elsewhere': 422,
  'place.problems-open': 422,
  'place.not-a-test-point': 422,
  'place.round-over': 422,
  'place.round-open-already': 409,
  'place.round-not-open': 409,
  'place.count-below-none': 422,
  // orders
  'order.audience-empty': 422,
  'order.nobody-meets': 422,
  'order.each-not-theirs': 422,
  'order.audience-outside-scope': 422,
  'order.limit-passed': 422,
  'order.limit-too-far': 422,
  'order.answer-before-acknowledge': 422,
  'order.child-limit-earlier': 422,
  'order.answer-incomplete': 422,
  'order.answer-unknown-thing': 422,
  'order.delegate-not-below': 422,
  'order.delegated-already': 409,
  'order.open-receipts': 409,
  'order.reminded-recently': 429,
  'order.delegate-to-asker': 422,
  'support.not-above': 422,
  'template.retired': 409,
  'schedule.never': 422,
  // files
  'file.not-arrived': 409,
  'file.not-a-picture': 422,
  'file.too-large': 413,
  'file.too-many': 422,
  'file.empty': 422,
  'file.type-refused': 422,
  'file.type-lies': 422,
  'file.unreadable': 422,
  'file.id-taken': 409,
  'file.too-many-waiting': 429,
  'storage.full': 507,
  // notifications
  'channel.settings-wrong': 422,
  'channel.address-private': 422,
  // exports
  'export.running': 409,
  'order.nothing-changed': 422,
  'order.changed-meanwhile': 409,
  'order.change-not-acknowledged': 409,
  'order.pass-on-by-hand': 409,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problems;

/** What every operation may answer with; not repeated in each list. */
export const commonProblems = [
  'input.invalid',
  'session.missing',
  'session.expired',
  'not-permitted',
  'not-found',
  'rate.exceeded',
  'request.too-large',
  'request.cross-site',
  'internal',
  'database.unavailable',
  'database.full',
] as const satisfies readonly ProblemCode[];

/** What every write may answer with besides. */
export const commonWriteProblems = [
  'state.moved-on',
  'version.stale',
  'command.reused',
  'command.discarded',
  'incident.ended',
] as const satisfies readonly ProblemCode[];

/** RFC 9457, with a stable `code`, what the words need, and all faults of an input at once. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).default({}),
    /** Pointer into the input (`/audience/include/0/codes/1`), and the code of what is wrong there. */
    errors: z.array(z.object({ pointer: z.string(), code: z.string().optional(), detail: z.string() })).default([]),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemDocument = z.infer<typeof problemSchema>;
