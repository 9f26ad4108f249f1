import { expect, test } from 'vitest';
import { deviceLabel, sessionLimits } from './device.rules.ts';

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36', 'Chrome · Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Mobile/15E148 Safari/604.1',
    'Safari · iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Mobile Safari/537.36 wxwork/4.0',
    '企业微信 · Android',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0',
    'Edge · macOS',
  ],
  ['', '?'],
])('a device is named as people know it: %s', (userAgent, label) => {
  expect(deviceLabel(userAgent)).toBe(label);
});

test('a phone stays signed in over a shift, a desk that is left does not', () => {
  expect(sessionLimits('Chrome · Windows').idleMs).toBe(3_600_000);
  expect(sessionLimits('Safari · iPhone').idleMs).toBe(12 * 3_600_000);
});
