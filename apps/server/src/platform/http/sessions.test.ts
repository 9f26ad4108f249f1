import { expect, test } from 'vitest';
import { addressOf } from './sessions.ts';

test.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '::ffff:10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s: a host has 2⁶⁴ addresses of IPv6', (ip, counted) => {
  expect(addressOf({ ip })).toBe(counted);
});
