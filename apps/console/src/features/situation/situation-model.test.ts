import { describe, expect, it } from 'vitest';
import type { Territory } from '../../parts/mosaic/use-territory.ts';
import { type AttentionView, groupsOf, groupText, lettersOf } from './situation-model.ts';

const group = (areaCode: string, codes: string[], limit: 'acknowledge' | 'answer'): AttentionView['groups'][number] => ({
  areaCode,
  areaName: '',
  aboveName: '',
  kind: 'receipt',
  orderId: 'o',
  numberText: '市指〔2022〕1号',
  unstaffed: 0,
  urgency: 'urgent',
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
  // The first is late with one order and waits with another.
  cells: [
    ['410402001001', 'L', 0b11],
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
  it('under a filter is every community in it, inked as the filter says', () => {
    expect([...lettersOf(view, 'waiting').values()]).toEqual(['W', 'W']);
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
});
