import { expect, test } from 'vitest';
import { marked, marksIn } from './marks.ts';
import { asOrderNumber, soughtFrom } from './query.ts';
import { initials, normal, textKeys, timeKeys, windowBefore, windowLevels, wordKeys } from './search-keys.ts';

test('a text keeps its places when it is normalised, so that what was found can be marked as it is written', () => {
  expect(normal('市指［２０２２］４７号（Ａb）')).toBe('市指〔2022〕47号〔ab〕');
  for (const text of ['㈠①½ﬁ', '𠮷野家', 'İstanbul', '焦店　镇\t甲']) expect(normal(text)).toHaveLength(text.length);
  expect(initials('重庆核酸检测47号')).toBe('cqhsjc47h');
  expect(marked('连夜核酸检测', soughtFrom('hsjc'), true).marks).toEqual([[2, 4]]);
  expect(marksIn('核酸核酸 检测', soughtFrom('核酸 检'))).toEqual([
    [0, 4],
    [5, 1],
  ]);
});

test('a text has every key of every part of itself: what stands in it is found', () => {
  const text = normal('市指〔2022〕47号 连夜落实小区出入口值守，WeChat群 3-2-1 单元');
  const keys = textKeys(text);
  for (let from = 0; from < text.length; from++) {
    for (let to = from + 1; to <= text.length; to++) {
      for (const word of text.slice(from, to).split(' ').filter(Boolean)) expect(wordKeys(word).every((key) => keys.has(key))).toBe(true);
    }
  }
  expect(wordKeys('核').length).toBe(1);
  expect(wordKeys('不存在').every((key) => keys.has(key))).toBe(false);
});

test('a number is that of an order and not of the one that begins or ends with it', () => {
  const text = normal('市指〔2022〕47号');
  const finds = (q: string) => soughtFrom(q).words.every((word) => text.includes(word));
  for (const q of ['市指47', '47号', '市指47号', '市指〔2022〕47号', '市指[2022]47号', '市指 47号', '市指（2022）'])
    expect([q, finds(q)]).toEqual([q, true]);
  for (const q of ['7号', '市指4', '市指7', '147号', '新华指47', '47号 张']) expect([q, finds(q)]).toEqual([q, false]);
  expect(asOrderNumber('47')).toEqual({ words: ['〕47号'] });
  expect(asOrderNumber('4a')).toBeNull();
});

test('from any moment one window of each width reaches back by at least half of it, and holds what lies in it', () => {
  for (const until of ['2022-05-11T01:30:00Z', '2022-05-11T00:00:00.000Z', '2026-01-01T12:34:56.789Z'].map((text) => new Date(text))) {
    for (let level = 0; level < windowLevels; level++) {
      const { key, from } = windowBefore(level, until);
      expect(timeKeys(until)).toContain(key);
      expect(timeKeys(from)).toContain(key);
      expect(timeKeys(new Date(from.getTime() - 1))).not.toContain(key);
      expect(until.getTime() - from.getTime()).toBeGreaterThanOrEqual(([180, 7200, 72_000][level] ?? 0) * 60_000);
    }
  }
});
