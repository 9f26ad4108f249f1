import type { ResultOf } from '@muster/contract/operation';
import { patchPhoneAgreed } from '@muster/contract/patches/patches.events';
import { agreePatchPhone as operation } from '@muster/contract/patches/patches.operations';
import { sql } from 'kysely';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { answeredBefore } from '../../journal/index.ts';
import { lockLink } from '../patch-people.store.ts';
import { patchesPolicy } from '../patches.policy.ts';

export const agreePatchPhone = command(operation, {
  action: 'patch:setPhone',
  async run({ tx, principal, input, now }) {
    const link = await lockLink(tx, input.linkId, now);
    const facts = { personId: link.person_id, communityCode: link.community_code, agrees: input.agrees };
    const permit = authorize(patchesPolicy, principal, 'patch:setPhone', facts);
    // It says what shall be, so it would succeed again after others have acted: the journal is asked, under the lock.
    const before = await answeredBefore<ResultOf<typeof operation>>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command did it before') };
    await sql`update patch_people set phone_agreed = ${input.agrees} where person_id = ${link.person_id}::uuid and patch_id = ${link.patch_id}::uuid`.execute(
      tx,
    );
    const told = { patchId: link.patch_id, name: link.patch_name, agrees: input.agrees };
    return {
      permit,
      result: { linkId: link.id, agrees: input.agrees },
      events: [event(patchPhoneAgreed, { areaCode: link.community_code, personId: link.person_id }, told)],
    };
  },
});
