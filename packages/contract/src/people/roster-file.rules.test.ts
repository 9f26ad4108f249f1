import { expect, test } from 'vitest';
import { readRoster } from './roster-file.rules.ts';

test('a roster is read with Chinese columns and role names, or with those of the program', () => {
  const rows = [
    { line: 2, name: '何静', mobile: '13800000003', role: 'dutyOfficer', areaCode: '410402', unit: null, title: '值班员' },
    { line: 3, name: '王建民', mobile: null, role: 'unitLiaison', areaCode: null, unit: '示例局', title: null },
  ];
  for (const text of [
    '姓名,手机,角色,区域代码,单位,职务\n何静,13800000003,值班员,410402,,值班员\n王建民,,单位联络员,,示例局,',
    'name,mobile,role,areaCode,unit,title\n何静,13800000003,dutyOfficer,410402,,值班员\n王建民,,unitLiaison,,示例局,',
  ]) {
    expect(readRoster(text)).toEqual({ rows: 2, good: rows, errors: [] });
  }
});

test('every faulty row is told by its line and what is wrong', () => {
  const text = [
    'name,mobile,role,areaCode,unit,title',
    ',13800000001,dutyOfficer,410402,,',
    '甲,1380000000,dutyOfficer,410402,,',
    '甲,13800000001,boss,410402,,',
    '甲,13800000001,dutyOfficer,,,',
    '甲,13800000001,dutyOfficer,41040,,',
    '甲,13800000001,communitySecretary,410402,,',
    '甲,13800000001,unitLiaison,,,',
    '甲,13800000001,unitLiaison,410402,示例局,',
    '甲,13800000001,dutyOfficer,410402,,',
    '乙,13800000001,dutyOfficer,410403,,',
    '甲,13800000001,值班员,410402,,再来',
    '甲,13800000001,dutyOfficer,410403,,',
  ].join('\n');
  expect(readRoster(text)?.errors.map((error) => `${error.line} ${error.code}`)).toEqual([
    '2 row.name-missing',
    '3 row.mobile-wrong',
    '4 row.role-unknown',
    '5 row.area-missing',
    '6 row.code-wrong',
    '7 row.role-level',
    '8 row.unit-missing',
    '9 row.role-level',
    '11 row.mobile-twice',
    '12 row.row-twice',
  ]);
});
