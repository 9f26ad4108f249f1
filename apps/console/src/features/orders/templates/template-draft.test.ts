import { expect, test } from 'vitest';
import { audienceOf, emptyDraft, questionsOf } from '../compose/draft.ts';
import { draftOf } from './template-draft.ts';

const template = {
  id: '01890000-0000-7000-8000-000000000001',
  areaCode: '4104',
  deskName: '市指挥部',
  urgency: 'urgent' as const,
  title: '{今天}采样人数',
  body: '报一下。',
  audience: {
    include: [{ kind: 'areasAtLevel' as const, level: 'community' as const, under: '410402' }],
    except: [{ kind: 'areas' as const, codes: ['410402001001'] }],
  },
  names: { '410402': '新华区', '410402001001': '曙北社区' },
  questions: [
    { key: 'n', kind: 'number' as const, text: '多少人', perArea: false, required: true, fact: '核酸采样人数' },
    {
      key: 'c',
      kind: 'choice' as const,
      text: '缺什么',
      perArea: true,
      required: true,
      options: [
        { key: 'o1', text: '人手' },
        { key: 'o2', text: '都不缺' },
      ],
    },
  ],
  answerMinutes: 120,
  changedByName: '周砚',
  changedAt: '2022-05-11T01:00:00.000Z',
  retiredAt: null,
  version: 1,
  may: { change: true },
};

test('a template fills the form so that what is sent asks the same of the same', () => {
  const draft = { ...emptyDraft(), ...draftOf(template, Date.parse('2022-05-11T01:00:00Z')) };
  expect(draft.title).toBe('5月11日采样人数');
  expect(draft.answerBy).toBe('2022-05-11T03:00:00.000Z');
  expect(audienceOf(draft)).toEqual({ include: template.audience.include, except: template.audience.except });
  expect(questionsOf(draft)).toEqual(template.questions);
});

test('a template that is changed keeps its words for dates', () => {
  expect(draftOf(template, null)).toMatchObject({ title: '{今天}采样人数', answerBy: null });
});
