import { expect, test } from 'vitest';
import { carriedBy, fitToLeave, nextTokenMs, refill, retryAfterMs, tellAt } from './notifications.rules.ts';

const telling = { digestMinutes: 30, quiet: { from: 22 * 60, to: 7 * 60 } };
/** Times of the city. */
const at = (time: string, day = '2022-05-11') => new Date(`${day}T${time}:00+08:00`);

test('immediate goes on every channel, routine only on those that carry everything', () => {
  expect(carriedBy('immediate')).toEqual(['routine', 'urgent', 'immediate']);
  expect(carriedBy('urgent')).toEqual(['routine', 'urgent']);
  expect(carriedBy('routine')).toEqual(['routine']);
});

test.each([
  ['10:05', '10:30'],
  ['10:30', '11:00'],
  ['21:20', '21:30'],
])('a routine message of %s goes out at %s', (now, then) => {
  expect(tellAt('routine', at(now), telling)).toEqual(at(then));
});

test.each(['21:40', '22:00', '23:59', '03:00', '06:29'])('a routine message of %s waits until 07:00', (now) => {
  const day = now > '12:00' ? '2022-05-10' : '2022-05-11';
  expect(tellAt('routine', at(now, day), telling)).toEqual(at('07:00'));
});

test('hurried ones go out at once, also at night; and without quiet hours so do routine ones at the next digest', () => {
  expect(tellAt('urgent', at('03:00'), telling)).toEqual(at('03:00'));
  expect(tellAt('immediate', at('03:00'), telling)).toEqual(at('03:00'));
  expect(tellAt('routine', at('03:01'), { ...telling, quiet: null })).toEqual(at('03:30'));
});

test('quiet hours may lie within one day', () => {
  expect(tellAt('routine', at('12:40'), { digestMinutes: 30, quiet: { from: 12 * 60, to: 14 * 60 } })).toEqual(at('14:00'));
});

test('it is tried again at most every ten minutes', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 20].map(retryAfterMs)).toEqual([15, 30, 60, 120, 300, 600, 600, 600].map((s) => s * 1000));
});

test('no sixty seconds hold more than the allowance, however they are used', () => {
  const perMinute = 20;
  let bucket = { tokens: 0, tokensAt: new Date(0) };
  const sent: number[] = [];
  for (let ms = 3_600_000; ms < 3_900_000; ms += 700) {
    let tokens = refill(bucket, perMinute, new Date(ms));
    while (tokens >= 1) {
      tokens -= 1;
      sent.push(ms);
    }
    bucket = { tokens, tokensAt: new Date(ms) };
  }
  for (const from of sent) expect(sent.filter((one) => one >= from && one < from + 60_000).length).toBeLessThanOrEqual(perMinute);
  expect(nextTokenMs(0, perMinute)).toBe(6000);
  expect(nextTokenMs(1, perMinute)).toBe(0);
});

test.each([
  ['核实 13912345678 的行程', '核实 … 的行程'],
  ['电话 139 1234 5678', '电话 …'],
  ['拨 0375-2661234', '拨 …'],
  ['身份证 41040219900101123X', '身份证 …'],
  ['3号楼2单元501室消杀', '…消杀'],
  ['12 栋 封控', '… 封控'],
])('%s leaves as %s', (title, left) => {
  expect(fitToLeave(title)).toBe(left);
});

test.each(['两米线自查', '125 个社区 12:00 前报', '3 号采样点加 2 人', '市指〔2022〕47号'])('%s leaves as it is', (title) => {
  expect(fitToLeave(title)).toBe(title);
});
