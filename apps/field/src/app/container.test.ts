import { describe, expect, it } from 'vitest';

describe('the program around the page', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/111.0 Mobile Safari/537.36 MicroMessenger/8.0.40', 'wechat'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 15_4) AppleWebKit/605.1.15 Mobile/15E148 wxwork/4.1.0 MicroMessenger/7.0.1', 'wecom'],
    ['Mozilla/5.0 (Linux; U; Android 10) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36 AliApp(DingTalk/7.0)', 'dingtalk'],
    ['Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/114.0 Mobile Safari/537.36 ArkWeb/4.1', 'browser'],
  ])('%s', async (userAgent, kind) => {
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent }, configurable: true });
    const { containerOf } = await import('./container.ts');
    expect(containerOf(userAgent)).toBe(kind);
  });
});
