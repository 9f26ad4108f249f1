import type { Session } from '@muster/contract/auth/auth.operations';
import { isDeskRole } from '@muster/contract/people/roles';

/** The desk of an area asks; while nothing is being answered there is nothing to ask for. */
export function mayAskSupport({ acting, incident }: Session): boolean {
  return acting.areaCode !== null && isDeskRole(acting.role) && incident?.state === 'active';
}
