import { phoneViewed } from '@muster/contract/people/people.events';
import * as operations from '@muster/contract/people/people.operations';
import { command, event, noEvent, notKept } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound } from '../../../platform/problem.ts';
import { answeredBefore } from '../../journal/index.ts';
import { peoplePolicy } from '../people.policy.ts';
import { lockPerson } from '../persons.store.ts';

/** A read that writes: that he looked. The number itself is in no journal. */
export const viewPhone = command(operations.viewPhone, {
  action: 'person:viewPhone',
  async run({ tx, principal, input }) {
    // Locked, so that of the same look sent ten times at once nine see the first.
    const person = await lockPerson(tx, input.personId);
    if (!person) throw notFound();
    const permit = authorize(peoplePolicy, principal, 'person:viewPhone', {});
    const result = { mobile: person.mobile };
    // Nothing in the state fails when it is repeated, so the journal is asked: one look is recorded once.
    if (person.mobile === null || (await answeredBefore(tx, { name: operations.viewPhone.name, commandId: input.commandId, principal }))) {
      return { permit, result, events: noEvent('nothing was seen that is not recorded already') };
    }
    const place = { areaCode: person.areaCode, personId: person.id, unitId: person.unitId };
    return { permit, result, kept: notKept, events: [event(phoneViewed, place, { personId: person.id, name: person.name })] };
  },
});
