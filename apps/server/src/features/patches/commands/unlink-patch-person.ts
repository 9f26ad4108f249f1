import { patchPersonUnlinked } from '@muster/contract/patches/patches.events';
import { unlinkPatchPerson as operation } from '@muster/contract/patches/patches.operations';
import { sql } from 'kysely';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { refreshCoverage } from '../coverage.store.ts';
import { lockLink } from '../patch-people.store.ts';
import { rolesAt } from '../patch-roles.store.ts';
import { patchesPolicy } from '../patches.policy.ts';

export const unlinkPatchPerson = command(operation, {
  action: 'patch:link',
  async run({ tx, principal, input, now }) {
    const link = await lockLink(tx, input.linkId, now);
    const permit = authorize(patchesPolicy, principal, 'patch:link', { communityCode: link.community_code });
    await sql`update patch_people set to_at = greatest(from_at, ${now}::timestamptz) where id = ${link.id}::uuid`.execute(tx);
    await refreshCoverage(tx, sql`p.id = ${link.patch_id}::uuid`, now);
    const roleName = (await rolesAt(tx, link.community_code, now)).find(({ key }) => key === link.role_key)?.name ?? link.role_key;
    const facts = { patchId: link.patch_id, name: link.patch_name, personName: link.person_name, roleName };
    return {
      permit,
      result: { linkId: link.id },
      events: [event(patchPersonUnlinked, { areaCode: link.community_code, personId: link.person_id }, facts)],
    };
  },
});
