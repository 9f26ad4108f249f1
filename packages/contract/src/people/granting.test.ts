import { describe, expect, test } from 'vitest';
import { type Granter, grantableRoles, grantFault } from './granting.ts';
import { type Role, roles, separatedRoles } from './roles.ts';

const by = (role: Role, areaCode: string | null = '410402', unitId: string | null = null): Granter => ({ role, areaCode, unitId });
const to = (role: Role, areaCode: string | null, unitId: string | null = null) => ({ role, areaCode, unitId });

describe('nobody grants wider than his own scope', () => {
  test('a desk gives roles inside its territory, itself included, and nowhere else', () => {
    expect(grantFault(by('commander'), to('commander', '410402'), null)).toBeNull();
    expect(grantFault(by('commander'), to('dutyOfficer', '410402001'), null)).toBeNull();
    for (const outside of ['4104', '410403', '410403001001']) {
      expect(grantFault(by('commander'), to('dutyOfficer', outside), null)).toBe('scope');
    }
  });

  test('a unit’s liaison gives roles in his own unit only', () => {
    expect(grantFault(by('unitLiaison', null, 'u1'), to('unitLiaison', null, 'u1'), '4104')).toBeNull();
    expect(grantFault(by('unitLiaison', null, 'u1'), to('unitLiaison', null, 'u2'), '4104')).toBe('scope');
    expect(grantFault(by('unitLiaison', null, 'u1'), to('unitLiaison', '4104', 'u1'), '4104')).toBe('scope');
    expect(grantFault(by('dutyOfficer', '410402'), to('unitLiaison', null, 'u1'), '4104')).toBe('scope');
    expect(grantFault(by('dutyOfficer', '4104'), to('unitLiaison', null, 'u1'), '410402')).toBeNull();
  });

  test('no role gives one that may give more than itself', () => {
    for (const role of roles) {
      if (role === 'securityAdministrator' || role === 'systemAdministrator') continue;
      for (const given of grantableRoles[role] as readonly Role[]) {
        if (given === role) continue;
        const mine = new Set<Role>(grantableRoles[role]);
        expect((grantableRoles[given] as readonly Role[]).filter((further) => !mine.has(further))).toEqual([]);
      }
    }
  });
});

test('the three administrators are made by the security administrator alone, who fills no desk', () => {
  for (const role of roles) {
    const administrators = (grantableRoles[role] as readonly Role[]).filter((given) => (separatedRoles as readonly Role[]).includes(given));
    expect(administrators).toEqual(role === 'securityAdministrator' ? [...separatedRoles] : []);
  }
  expect(grantableRoles.securityAdministrator).toEqual(separatedRoles);
});
