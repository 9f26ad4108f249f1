import type { ResultOf } from '@muster/contract/operation';
import { patchPeopleCopied } from '@muster/contract/patches/patches.events';
import { copyPatchPeople as operation } from '@muster/contract/patches/patches.operations';
import { sql } from 'kysely';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { answeredBefore } from '../../journal/index.ts';
import { refreshCoverage } from '../coverage.store.ts';
import { copyPeople } from '../patch-people.store.ts';
import { patchesPolicy } from '../patches.policy.ts';
import { lockPatch, lockPatchesOf } from '../patches.store.ts';

export const copyPatchPeople = command(operation, {
  action: 'patch:link',
  async run({ tx, principal, input, now }) {
    const from = await lockPatch(tx, input.patchId);
    const permit = authorize(patchesPolicy, principal, 'patch:link', { communityCode: from.community_code });
    const ids = (await lockPatchesOf(tx, from.community_code, input.toPatchIds)).map(({ id }) => id);
    // It says what shall be, so it would succeed again after others have acted: the journal is asked, under the lock.
    const before = await answeredBefore<ResultOf<typeof operation>>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command did it before') };
    const linked = await copyPeople(tx, from.id, ids, from.community_code, now);
    await refreshCoverage(tx, sql`p.id = any (${ids}::uuid[])`, now);
    const facts = { patchId: from.id, name: from.name, links: linked };
    return { permit, result: { linked }, events: [event(patchPeopleCopied, { areaCode: from.community_code }, facts)] };
  },
});
