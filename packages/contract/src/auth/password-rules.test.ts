import { expect, test } from 'vitest';
import { isPasswordWeak } from './password-rules.ts';

const own = ['hejing', '13800002741', '何静'];

test('a password of ten characters without digits or signs is taken: length protects, not composition', () => {
  expect(isPasswordWeak('correct horse', own)).toBe(false);
  expect(isPasswordWeak('一二三四今天晴天好心情', own)).toBe(false);
});

test.each([
  'short',
  '123456789',
  '1234567890',
  '0987654321',
  'aaaaaaaaaaaa',
  'password123',
  'Password1234',
  'hejing1234',
  '13800002741',
  'hejinghejing',
  'qwertyuiop12',
])('%s is refused', (password) => {
  expect(isPasswordWeak(password, own)).toBe(true);
});
