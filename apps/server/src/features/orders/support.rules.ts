import { ancestorCodes, isWithin, lineage } from '@muster/contract/areas/area-code';
import { escalationTarget } from './orders.rules.ts';

/** Whether a desk may ask this one: only upwards. Downwards one orders, and sideways those above decide. */
export function isAbove(code: string, ownCode: string): boolean {
  return code !== ownCode && isWithin(ownCode, code);
}

/** Whether a desk may ask this unit: one of an area that it lies in, or of its own territory. */
export function isOfBranch(unitAreaCode: string, ownCode: string): boolean {
  return isWithin(ownCode, unitAreaCode) || isWithin(unitAreaCode, ownCode);
}

/**
 * The desk to which a late request goes at a depth: so many levels above whoever was asked, up to the city. Never "up to the
 * issuer", who stands below. A unit's first is the desk of its area; the city has nobody above it and keeps it.
 */
export function requestEscalationTarget(areaCode: string, isUnit: boolean, depth: number): string {
  const above = isUnit ? lineage(areaCode) : ancestorCodes(areaCode);
  return above[above.length - depth] ?? above[0] ?? areaCode;
}

/** Of an order or a request, by what it is. */
export function escalatesTo(
  receipt: { areaCode: string; isUnit: boolean },
  order: { kind: string; issuerCode: string },
  depth: number,
): string {
  return order.kind === 'supportRequest'
    ? requestEscalationTarget(receipt.areaCode, receipt.isUnit, depth)
    : escalationTarget(receipt.areaCode, order.issuerCode, depth);
}

/** Lowest area whose counters or receipts an order can have: a request's lie above its issuer, anywhere in the city. */
export function reachesWithin(order: { kind: string; issuerCode: string }): string {
  return order.kind === 'supportRequest' ? '' : order.issuerCode;
}
