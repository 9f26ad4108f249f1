import { isWithin } from '@muster/contract/areas/area-code';
import { isDeskRole } from '@muster/contract/people/roles';
import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

export interface OrderFacts {
  issuerCode: string;
}
export interface ReceiptOwner {
  recipient: string;
  areaCode: string;
  personId: string | null;
  unitId: string | null;
  unstaffed: boolean;
  signedForCode: string | null;
}
export interface ReceiptOfOrder extends ReceiptOwner {
  issuerCode: string;
}

type Actions = {
  'order:issue': null;
  'order:remind': OrderFacts;
  'order:escalate': OrderFacts;
  'order:accept': OrderFacts;
  'order:close': OrderFacts;
  'order:withdraw': OrderFacts;
  'order:amend': OrderFacts & { kind: string };
  'receipt:deliver': ReceiptOwner;
  'receipt:open': ReceiptOwner;
  'receipt:acknowledge': ReceiptOwner;
  'receipt:signFor': ReceiptOwner;
  'receipt:delegate': ReceiptOwner;
  'receipt:answer': ReceiptOwner;
  'receipt:sendBack': ReceiptOfOrder;
  'receipt:remind': ReceiptOfOrder;
  'receipt:passOn': ReceiptOwner;
  'receipt:timer': null;
  'support:request': null;
  'template:keep': { areaCode: string };
  'schedule:keep': { areaCode: string };
  'schedule:timer': null;
  'copy:read': { areaCode: string; unitId: string | null };
};

/** Whether this principal is the recipient: of the desk, the person himself, or who speaks for the unit. */
export function isRecipient(principal: Principal, receipt: ReceiptOwner): boolean {
  switch (receipt.recipient) {
    case 'desk':
      return principal.role !== 'system' && isDeskRole(principal.role) && principal.areaCode === receipt.areaCode;
    case 'person':
      return principal.personId === receipt.personId;
    default:
      return principal.role === 'unitLiaison' && principal.unitId === receipt.unitId;
  }
}

/** Whoever signed for a desk also acts for it afterwards: the desk still has nobody. */
function actsFor(principal: Principal, receipt: ReceiptOwner): boolean {
  return (
    isRecipient(principal, receipt) || (receipt.signedForCode !== null && isDesk(principal) && principal.areaCode === receipt.signedForCode)
  );
}

function isDesk(principal: Principal): boolean {
  return principal.role !== 'system' && isDeskRole(principal.role);
}

function isIssuer(principal: Principal, order: OrderFacts): boolean {
  return isDesk(principal) && principal.areaCode === order.issuerCode;
}

/** Whether the receipt lies in the territory of this desk and is not its own. */
function isAbove(principal: Principal, receipt: ReceiptOwner): boolean {
  return (
    isDesk(principal) &&
    principal.areaCode !== null &&
    principal.areaCode !== receipt.areaCode &&
    isWithin(receipt.areaCode, principal.areaCode)
  );
}

const commands = ['commander', 'dutyOfficer', 'communitySecretary'];

export const orderPolicy: Policy<Actions> = {
  'order:issue': (principal) => commands.includes(principal.role) && principal.areaCode !== null,
  'order:remind': (principal) => principal.kind === 'system' || commands.includes(principal.role),
  'order:escalate': (principal, order) => principal.kind === 'system' || isIssuer(principal, order),
  'order:accept': isIssuer,
  'order:close': isIssuer,
  'order:withdraw': isIssuer,
  // A request says what it asks for in its own words; asking for something else is another request.
  'order:amend': (principal, order) => isIssuer(principal, order) && order.kind !== 'supportRequest',
  'receipt:deliver': isRecipient,
  'receipt:open': actsFor,
  'receipt:acknowledge': isRecipient,
  // Only where nobody is: a desk with people is reminded, not replaced.
  'receipt:signFor': (principal, receipt) => receipt.recipient === 'desk' && receipt.unstaffed && isAbove(principal, receipt),
  'receipt:delegate': (principal, receipt) =>
    receipt.recipient === 'desk' && actsFor(principal, receipt) && commands.includes(principal.role),
  // Below, it is this desk’s own order: whoever may delegate brings it to the new text.
  'receipt:passOn': (principal, receipt) =>
    receipt.recipient === 'desk' && isRecipient(principal, receipt) && commands.includes(principal.role),
  'receipt:answer': actsFor,
  'receipt:sendBack': (principal, receipt) => isIssuer(principal, receipt),
  'receipt:remind': (principal, receipt) => isIssuer(principal, receipt) || isAbove(principal, receipt),
  'receipt:timer': (principal) => principal.kind === 'system',
  'support:request': (principal) => isDesk(principal) && principal.areaCode !== null,
  // What a desk keeps is changed by whoever issues for it; those below use it, those above have their own.
  'template:keep': (principal, kept) => commands.includes(principal.role) && principal.areaCode === kept.areaCode,
  'schedule:keep': (principal, kept) => commands.includes(principal.role) && principal.areaCode === kept.areaCode,
  'schedule:timer': (principal) => principal.kind === 'system',
  'copy:read': (principal, copy) =>
    copy.unitId === null
      ? isDesk(principal) && principal.areaCode === copy.areaCode
      : principal.role === 'unitLiaison' && principal.unitId === copy.unitId,
};
