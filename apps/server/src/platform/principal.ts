import type { Role } from '@muster/contract/people/roles';
import type { Scope } from './db/scope.ts';

/** A person in one acting assignment, or the system itself (timers, reactions). What it may do follows from it alone. */
export interface Principal extends Scope {
  kind: 'person' | 'system';
  personName: string;
  assignmentId: string | null;
  role: Role | 'system';
  sessionId: string | null;
  accountId: string | null;
  address: string | null;
}

/** The system has a fixed id, so that rows have an actor; journal and feeds show it as "system". */
export const systemPersonId = '00000000-0000-7000-8000-000000000001';

export function systemPrincipal(cityCode: string): Principal {
  return {
    kind: 'system',
    personId: systemPersonId,
    personName: '',
    assignmentId: null,
    role: 'system',
    areaCode: cityCode,
    unitId: null,
    sessionId: null,
    accountId: null,
    address: null,
  };
}
