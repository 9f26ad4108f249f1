import { type Line, markdownOf } from '../wording.ts';
import { type Adapter, askJson, jsonPost, said, sent } from './adapter.ts';

/** 4096 bytes of UTF-8 (ECOSYSTEM "WeCom bot"). */
const bytesMost = 4096;

const marked = (line: Line) =>
  [
    `**${line.head}**`,
    line.title && (line.link ? `[${line.title}](${line.link})` : line.title),
    line.limit && `<font color="warning">${line.limit}</font>`,
    line.count && `<font color="comment">${line.count}</font>`,
    !line.title && line.link && `[打开](${line.link})`,
  ]
    .filter(Boolean)
    .join('\n');

/** Group robot of WeCom (企业微信): markdown to a group, 20 a minute. */
export const wecomBot: Adapter = {
  perMinute: 20,
  recipientsMost: 1,
  async send({ settings, secrets, parcel, outbound }) {
    const url = `${settings.baseUrl}/cgi-bin/webhook/send?key=${encodeURIComponent(secrets.key ?? '')}`;
    const answer = await askJson(
      outbound,
      jsonPost(url, { msgtype: 'markdown', markdown: { content: markdownOf(parcel, bytesMost, marked) } }),
    );
    if ('failed' in answer) return [answer.failed];
    const code = String(answer.body.errcode);
    if (code === '0') return [sent];
    const detail = said(answer.body.errmsg);
    // 45009: more than 20 in this minute.
    if (code === '45009') return [{ state: 'slow', code, detail, afterMs: 60_000 }];
    return [code === '-1' ? { state: 'slow', code, detail } : { state: 'refused', code, detail }];
  },
};
