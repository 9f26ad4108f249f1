import { type Role, roles } from '@muster/contract/people/roles';
import { describe, expect, test } from 'vitest';
import { may } from '../../platform/policy.ts';
import { type Principal, systemPrincipal } from '../../platform/principal.ts';
import { isTooWide, peoplePolicy } from './people.policy.ts';

const me = '00000000-0000-7000-8000-0000000000aa';
const other = '00000000-0000-7000-8000-0000000000bb';
const as = (role: Role, areaCode: string | null): Principal => ({
  ...systemPrincipal('4104'),
  kind: 'person',
  personId: me,
  role,
  areaCode,
});
const grant = (role: Role, areaCode: string) => ({
  grant: { role, areaCode, unitId: null },
  unitAreaCode: null,
  hasSecurityAdministrator: true,
});

describe('duty', () => {
  test('everybody sets his own', () => {
    for (const role of roles) {
      expect(may(peoplePolicy, as(role, '410402'), 'assignment:setDuty', { personId: me, role, areaCode: '410402' })).toBe(true);
    }
  });

  test('of others, it is set by who leads the desk or one above it', () => {
    const duty = { personId: other, role: 'dutyOfficer' as const, areaCode: '410402001' };
    const setters = roles.filter((role) => may(peoplePolicy, as(role, '410402'), 'assignment:setDuty', duty));
    expect(setters).toEqual(['commander', 'dutyOfficer', 'communitySecretary']);
    expect(may(peoplePolicy, as('commander', '410403'), 'assignment:setDuty', duty)).toBe(false);
    expect(may(peoplePolicy, as('commander', '4104'), 'assignment:setDuty', { ...duty, role: 'auditor' })).toBe(false);
  });
});

describe('granting', () => {
  test('wider than one’s territory is told apart from a role that is not one’s to give', () => {
    expect(isTooWide(as('commander', '410402'), grant('dutyOfficer', '410403'))).toBe(true);
    expect(isTooWide(as('commander', '410402'), grant('dutyOfficer', '410402001'))).toBe(false);
    expect(isTooWide(as('commander', '410402'), grant('auditor', '410402'))).toBe(false);
    expect(may(peoplePolicy, as('commander', '410402'), 'assignment:grant', grant('auditor', '410402'))).toBe(false);
  });

  test('the system administrator appoints the first security administrator, and no second', () => {
    const first = { ...grant('securityAdministrator', '4104'), hasSecurityAdministrator: false };
    expect(may(peoplePolicy, as('systemAdministrator', '4104'), 'assignment:grant', first)).toBe(true);
    expect(may(peoplePolicy, as('commander', '4104'), 'assignment:grant', first)).toBe(false);
    expect(may(peoplePolicy, as('systemAdministrator', '4104'), 'assignment:grant', { ...first, hasSecurityAdministrator: true })).toBe(
      false,
    );
    expect(
      may(peoplePolicy, as('systemAdministrator', '4104'), 'assignment:grant', {
        ...grant('auditor', '4104'),
        hasSecurityAdministrator: false,
      }),
    ).toBe(false);
  });
});

test('the auditor and volunteers do not look at phone numbers', () => {
  const lookers = roles.filter((role) => may(peoplePolicy, as(role, '4104'), 'person:viewPhone', {}));
  expect(lookers).toEqual([
    'systemAdministrator',
    'commander',
    'dutyOfficer',
    'communitySecretary',
    'gridWorker',
    'supervisor',
    'unitLiaison',
  ]);
});
