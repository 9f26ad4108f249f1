import { createHmac } from 'node:crypto';
import { digestHead, type Line, lineOf, markdownOf } from '../wording.ts';
import { type Adapter, askJson, jsonPost, said, sent } from './adapter.ts';

const bytesMost = 20_000;

/** `base64(hmacSHA256(secret, MS + "\n" + secret))`; the other side takes a clock that is wrong by up to one hour. */
export function dingtalkSign(secret: string, at: number): string {
  return createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64');
}

const marked = (line: Line) =>
  [
    `**${line.head}**`,
    line.title && (line.link ? `[${line.title}](${line.link})` : line.title),
    line.limit,
    line.count,
    !line.title && line.link && `[打开](${line.link})`,
  ]
    .filter(Boolean)
    // A single line break is none in DingTalk's markdown.
    .join('  \n');

/** Group robot of DingTalk (钉钉), signed: 20 a minute, then it is silent for ten. */
export const dingtalkBot: Adapter = {
  perMinute: 20,
  recipientsMost: 1,
  async send({ settings, secrets, parcel, outbound, now }) {
    const at = now.getTime();
    const query = new URLSearchParams({
      access_token: secrets.accessToken ?? '',
      timestamp: String(at),
      sign: dingtalkSign(secrets.signSecret ?? '', at),
    });
    const [first] = parcel.things;
    const title = parcel.things.length === 1 && first ? lineOf(first, parcel).head : digestHead(parcel.things.length);
    const answer = await askJson(
      outbound,
      jsonPost(`${settings.baseUrl}/robot/send?${query}`, {
        msgtype: 'markdown',
        markdown: { title, text: markdownOf(parcel, bytesMost, marked) },
        at: { atMobiles: [], isAtAll: false },
      }),
    );
    if ('failed' in answer) return [answer.failed];
    const code = String(answer.body.errcode);
    if (code === '0') return [sent];
    const detail = said(answer.body.errmsg);
    // 130101, 410100: more than 20 in this minute; whoever goes on is blocked for ten.
    if (code === '130101' || code === '410100') return [{ state: 'slow', code, detail, afterMs: 600_000 }];
    return [code === '-1' ? { state: 'slow', code, detail } : { state: 'refused', code, detail }];
  },
};
