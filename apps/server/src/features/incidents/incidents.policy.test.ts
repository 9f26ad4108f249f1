import { type Role, roles } from '@muster/contract/people/roles';
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../platform/principal.ts';
import { managesIncident } from './incidents.policy.ts';

test('an incident is managed by commander and duty officer of the city, at no other level and in no other role', () => {
  const managers = roles.flatMap((role: Role) =>
    [null, '4104', '410402', '410402001']
      .filter((areaCode) => managesIncident({ ...systemPrincipal('4104'), kind: 'person', role, areaCode }))
      .map((areaCode) => `${role} ${areaCode}`),
  );
  expect(managers).toEqual(['commander 4104', 'dutyOfficer 4104']);
});
