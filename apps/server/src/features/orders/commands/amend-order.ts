import { amendOrder as operation } from '@muster/contract/orders/amending.operations';
import { acknowledgeBy } from '@muster/contract/orders/limits';
import { command } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { areaTree } from '../../areas/index.ts';
import { planAmendment } from '../amending.rules.ts';
import { amend, readAmendable } from '../amending.store.ts';
import { resolveAudience } from '../audience.store.ts';
import { lockOrder, moveOrder } from '../order-state.store.ts';
import { orderPolicy } from '../orders.policy.ts';

/** 修订: a new revision of an order that runs. Conditional on the version that was read; nobody is taken out by it. */
export const amendOrder = command(operation, {
  action: 'order:amend',
  async run({ tx, principal, input, now, settings }) {
    const locked = await lockOrder(tx, input.orderId);
    const permit = authorize(orderPolicy, principal, 'order:amend', locked);
    moveOrder(locked, 'amend', input.version);
    const order = await readAmendable(tx, locked);
    const window = acknowledgeBy(locked.urgency, now, settings.acknowledgeWithin).getTime() - now.getTime();
    const adds = input.add.length > 0;
    const amendment = planAmendment(order, input, { now, window, parent: order.parent, adds, changeBy: locked.changeBy });
    const adding = adds
      ? {
          terms: input.add,
          recipients: await resolveAudience(
            tx,
            { include: input.add, except: [] },
            locked.issuerCode,
            await areaTree(tx, locked.issuerCode, now),
            now,
            '/add',
          ),
        }
      : null;
    const done = await amend(tx, principal, order, { amendment, adding, reason: input.reason, now });
    const { revision, owing, askedAgain, added } = done;
    return {
      permit,
      result: { orderId: locked.id, revision, version: locked.version + 1, owing, askedAgain, added },
      events: [done.event],
    };
  },
});
