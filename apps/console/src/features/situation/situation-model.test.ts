import { describe, expect, it } from 'vitest';
import type { Territory } from '../../parts/mosaic/use-territory.ts';
import { type AttentionView, groupsOf, groupText, lettersOf } from './situation-model.ts';

const group = (areaCode: string, codes: string[], limit: 'acknowledge' | 'answer'): AttentionView['groups'][number] => ({
  areaCode,
  areaName: '',
  aboveName: '',
  kind: 'receipt',
  order: { id: 'o', numberText: '市指〔2022〕1号', urgency: 'urgent' },
  only: null,
  unstaffed: 0,
  state: 'late',
  limit,
  count: codes.length,
  areaCodes: codes,
  since: '2022-05-11T02:00:00Z',
  until: '2022-05-11T02:00:00Z',
  escalated: false,
  nextEscalationAt: null,
  nextEscalationTo: null,
  may: { remind: true },
});

const view = {
  filters: [
    { key: 'acknowledgeLate', kind: 'receipt', state: 'late', count: 1 },
    { key: 'waiting', kind: 'receipt', state: 'waiting', count: 2 },
  ],
  cells: [
    ['410402001001', 'L', 0b01],
    ['410402001002', 'W', 0b10],
    ['410402001003', 'R', 0],
  ],
  groups: [group('410402001', ['410402001001'], 'acknowledge'), group('410402001', ['410402001001'], 'answer')],
} as unknown as AttentionView;

describe('what is inked', () => {
  it('without a filter is what is late or waits, nothing that is in hand', () => {
    expect([...lettersOf(view, undefined)]).toEqual([
      ['410402001001', 'L'],
      ['410402001002', 'W'],
    ]);
  });
  it('under a filter is every community in it', () => {
    expect([...lettersOf(view, 'waiting').keys()]).toEqual(['410402001002']);
    expect([...lettersOf(view, 'acknowledgeLate').keys()]).toEqual(['410402001001']);
  });
  it('the list beside it has only the places of the filter', () => {
    const letters = lettersOf(view, 'acknowledgeLate');
    expect(groupsOf(view, 'acknowledgeLate', letters).map((one) => one.limit)).toEqual(['acknowledge']);
    expect(groupsOf(view, undefined, letters)).toHaveLength(2);
  });
});

describe('the sentence of a group', () => {
  const village = { kind: 'village' } as Territory['areas'][number];
  const territory = {
    byCode: new Map([
      ['410402001001', village],
      ['410402001002', village],
    ]),
  } as unknown as Territory;
  const codes = ['410402001001', '410402001002'];
  it('says why reminding would help nobody', () => {
    expect(groupText({ ...group('410402001', codes, 'acknowledge'), unstaffed: 2 }, territory)).toBe('2 个村没人在岗，未签收 1 号指令');
    expect(groupText({ ...group('410402001', codes, 'answer'), unstaffed: 1 }, territory)).toBe('2 个村（1 个没人在岗）未反馈 1 号指令');
    expect(groupText(group('410402001', codes, 'answer'), territory)).toBe('2 个村未反馈 1 号指令');
  });
  it('of the ground counts things, and names the only one', () => {
    const zones = { ...group('410402001', codes, 'answer'), kind: 'zoneOverstaying' as const, order: null, limit: null };
    expect(groupText(zones, territory)).toBe('2 处管控超期');
    expect(groupText({ ...zones, count: 1, only: { subjectId: 'z', title: '天湖苑小区' } }, territory)).toBe('超期管控：天湖苑小区');
  });
});
