import { createHmac } from 'node:crypto';
import { plainOf } from '../wording.ts';
import { type Adapter, askJson, jsonPost, said, sent } from './adapter.ts';

const bytesMost = 18_000;

/** Feishu signs nothing with a key of time and secret; seconds, and one hour of tolerance. */
export function feishuSign(secret: string, seconds: number): string {
  return createHmac('sha256', `${seconds}\n${secret}`).update('').digest('base64');
}

/** Group robot of Feishu (飞书): 100 a minute. */
export const feishuBot: Adapter = {
  perMinute: 100,
  recipientsMost: 1,
  async send({ settings, secrets, parcel, outbound, now }) {
    const timestamp = Math.floor(now.getTime() / 1000);
    const signed = secrets.signSecret ? { timestamp: String(timestamp), sign: feishuSign(secrets.signSecret, timestamp) } : {};
    const answer = await askJson(
      outbound,
      jsonPost(`${settings.baseUrl}/open-apis/bot/v2/hook/${encodeURIComponent(secrets.hookId ?? '')}`, {
        ...signed,
        msg_type: 'text',
        content: { text: plainOf(parcel, bytesMost) },
      }),
    );
    if ('failed' in answer) return [answer.failed];
    const code = String(answer.body.code ?? answer.body.StatusCode);
    if (code === '0') return [sent];
    const detail = said(answer.body.msg);
    if (code === '11232' || code === '9499') return [{ state: 'slow', code, detail, afterMs: 60_000 }];
    return [{ state: 'refused', code, detail }];
  },
};
