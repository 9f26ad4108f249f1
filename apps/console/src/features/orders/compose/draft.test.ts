import { describe, expect, it } from 'vitest';
import { answerByOf, audienceOf, draftFaults, emptyDraft, fieldOfPointer, optionsOf, questionsOf, standingFaults } from './draft.ts';

const xinhua = { code: '410402', name: '新华区' };
const community = { code: '410402001001', name: '曙北社区' };

describe('audience of a draft', () => {
  it('two districts mean all their communities unless said otherwise', () => {
    expect(audienceOf(emptyDraft([xinhua, { code: '410403', name: '卫东区' }])).include).toEqual([
      { kind: 'areasAtLevel', level: 'community', under: '410402' },
      { kind: 'areasAtLevel', level: 'community', under: '410403' },
    ]);
  });
  it('a community is itself, and a grid lies below it', () => {
    expect(audienceOf({ ...emptyDraft([community]), depth: 'community' }).include).toEqual([{ kind: 'areas', codes: [community.code] }]);
    expect(audienceOf({ ...emptyDraft([community]), depth: 'grid' }).include).toEqual([
      { kind: 'areasAtLevel', level: 'grid', under: community.code },
    ]);
  });
  it('an exception takes away what lies below it', () => {
    const draft = { ...emptyDraft([xinhua]), except: [{ code: '410402001', name: '曙光街街道' }] };
    expect(audienceOf(draft).except).toContainEqual({ kind: 'areasAtLevel', level: 'community', under: '410402001' });
  });
});

describe('questions', () => {
  it('options are cut at Chinese and Latin commas', () => {
    expect(optionsOf('人手、隔离带, 都不缺').map((option) => option.text)).toEqual(['人手', '隔离带', '都不缺']);
  });
  it('an answer-by limit exists only when something is asked', () => {
    const draft = emptyDraft([xinhua]);
    expect(answerByOf(draft, 0)).toBeNull();
    const asking = { ...draft, questions: [{ key: 'q1', kind: 'tick' as const, text: '清楚吗', perArea: true, options: '' }] };
    expect(answerByOf(asking, Date.parse('2022-05-11T01:28:41Z'))).toBe('2022-05-11T07:30:00.000Z');
    expect(questionsOf(asking)[0]).toMatchObject({ kind: 'tick', perArea: true });
  });
});

describe('faults', () => {
  it('are named in the order of the page', () => {
    expect(draftFaults(emptyDraft())).toEqual(['title', 'body', 'audience']);
  });
  it('go as soon as the field is right, and only what was said is shown', () => {
    const said = new Map([
      ['title' as const, { text: '写一句标题', refused: null }],
      ['audience' as const, { text: '选发给谁', refused: null }],
    ]);
    expect([...standingFaults(said, emptyDraft()).keys()]).toEqual(['title', 'audience']);
    expect([...standingFaults(said, emptyDraft([xinhua])).keys()]).toEqual(['title']);
    expect(standingFaults(said, { ...emptyDraft([xinhua]), title: '自查' }).size).toBe(0);
  });
  it('of the server stand until that field is changed', () => {
    const refused = { ...emptyDraft([xinhua]), answerBy: '2022-05-11T07:30:00.000Z' };
    const said = new Map([['answerBy' as const, { text: '这个时间已经过了', refused }]]);
    expect(standingFaults(said, { ...refused, title: '别的' }).size).toBe(1);
    expect(standingFaults(said, { ...refused, answerBy: '2022-05-11T08:30:00.000Z' }).size).toBe(0);
  });
  it('a pointer of the server leads to its field', () => {
    const draft = { ...emptyDraft(), questions: [{ key: 'q1', kind: 'choice' as const, text: '缺什么', perArea: false, options: '人' }] };
    expect(fieldOfPointer('/audience/include/0/codes/1', draft)).toBe('audience');
    expect(fieldOfPointer('/questions/0/options', draft)).toBe('options:q1');
    expect(fieldOfPointer('/commandId', draft)).toBeNull();
  });
});
