import { listSupportTargets as operation } from '@muster/contract/orders/support.operations';
import { view } from '../../platform/view.ts';
import { orderPolicy } from './orders.policy.ts';
import { supportTargets } from './support.store.ts';

export const listSupportTargets = view(operation, {
  allows: (principal) => orderPolicy['support:request'](principal, null),
  read: ({ tx, principal }) => supportTargets(tx, principal.areaCode as string),
});
