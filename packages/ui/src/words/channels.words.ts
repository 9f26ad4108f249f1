import type { ChannelKind, MessageState } from '@muster/contract/notifications/channel-kinds';
import { dictionary } from './dictionary.ts';

type ChannelWords = {
  kind: Record<ChannelKind, string>;
  state: Record<MessageState, string>;
  retrying: string;
  what: Record<string, string>;
  code: Record<string, string>;
  otherCode: (code: string, said: string) => string;
};

/** Ways out, what became of a message, and what the other side means by its codes: what is wrong and what to do (DESIGN §7). */
export const channelWords = dictionary<ChannelWords>(
  {
    kind: {
      webPush: '手机通知',
      wecomBot: '企业微信群机器人',
      dingtalkBot: '钉钉群机器人',
      feishuBot: '飞书群机器人',
      wecomApp: '企业微信应用',
      sms: '短信',
    },
    state: { queued: '等着发', sent: '已发', refused: '没发成', dropped: '不用发了' },
    retrying: '没发成，还在试',
    what: {
      'order.issued': '下达',
      'order.reminded': '催办',
      'order.escalated': '督办',
      'order.withdrawn': '撤回',
      'order.amended': '修订',
      'receipt.sentBack': '退回',
      test: '试发',
    },
    code: {
      '45009': '发得太快，对方让慢些。稍后合成一条再发',
      '130101': '发得太快，对方停收 10 分钟。到时合成一条再发',
      '93000': '机器人地址不对，或机器人已被移出群。换新的 key',
      '310000': '签名、时间或关键词不对。核对加签密钥，再看服务器时钟',
      '300001': 'access_token 不对，或机器人已被删。换新的',
      '19001': '机器人地址不对。换新的',
      '19021': '签名不对，或服务器时钟差一小时以上。核对签名密钥和时钟',
      '40001': '应用密钥不对。换新的 corpsecret',
      '40013': '企业编号不对',
      '40058': '内容不合格式',
      '60020': '这台服务器的地址不在企业可信 IP 里。请企业微信管理员加上',
      invaliduser: '他不在应用的可见范围里',
      'no-user': '企业微信里没有这个手机号',
      'no-mobile': '名单里没有他的手机号',
      timeout: '对方没回应',
      ECONNREFUSED: '连不上对方',
      ENOTFOUND: '找不到这个地址',
      'address-private': '这个地址在内网，不能发。私有部署要在服务器上设置',
      'secret-unreadable': '密钥读不出来，要重新填',
      'http-401': '对方不认密钥',
      'http-403': '对方不认密钥',
      'http-404': '手机通知已失效',
      'http-410': '手机通知已失效',
      'http-429': '发得太快，对方让慢些',
      settled: '已经签收，不用再发',
      'signed-out': '那台手机已退出登录',
      'too-old': '等得太久，过期了',
      ended: '手机通知已关',
    },
    otherCode: (code, said) => (said ? `对方说 ${code}：${said}` : `对方回了 ${code}`),
  },
  {
    kind: {
      webPush: 'Phone notification',
      wecomBot: 'WeCom group robot',
      dingtalkBot: 'DingTalk group robot',
      feishuBot: 'Feishu group robot',
      wecomApp: 'WeCom application',
      sms: 'SMS',
    },
    state: { queued: 'Waiting', sent: 'Sent', refused: 'Not sent', dropped: 'No longer needed' },
    retrying: 'Not sent, still trying',
    what: {
      'order.issued': 'Order',
      'order.reminded': 'Reminder',
      'order.escalated': 'Escalation',
      'order.withdrawn': 'Withdrawal',
      'order.amended': 'Amendment',
      'receipt.sentBack': 'Sent back',
      test: 'Test',
    },
    code: {
      '45009': 'Too fast; asked to slow down. What waits goes as one message',
      '130101': 'Too fast; it takes nothing for 10 minutes. What waits then goes as one message',
      '93000': 'The robot’s address is wrong or it was removed from the group. Enter a new key',
      '310000': 'Signature, time or keyword is wrong. Check the signing secret, then this server’s clock',
      '300001': 'The access token is wrong or the robot was deleted. Enter a new one',
      '19001': 'The robot’s address is wrong. Enter a new one',
      '19021': 'The signature is wrong, or this server’s clock is off by more than an hour',
      '40001': 'The application secret is wrong. Enter a new one',
      '40013': 'The corp id is wrong',
      '40058': 'The content does not have the right form',
      '60020': 'This server’s address is not on the trusted list. Ask the WeCom administrator to add it',
      invaliduser: 'Not in the scope of the application',
      'no-user': 'WeCom knows nobody with this mobile number',
      'no-mobile': 'No mobile number on record',
      timeout: 'No answer',
      ECONNREFUSED: 'Cannot be reached',
      ENOTFOUND: 'There is no such address',
      'address-private': 'A private address, which is refused unless the server allows it',
      'secret-unreadable': 'The secret cannot be read. Enter it again',
      'http-401': 'The secret is not accepted',
      'http-403': 'The secret is not accepted',
      'http-404': 'This phone takes no notifications any more',
      'http-410': 'This phone takes no notifications any more',
      'http-429': 'Too fast; asked to slow down',
      settled: 'Acknowledged meanwhile',
      'signed-out': 'Signed out on that phone',
      'too-old': 'Waited too long',
      ended: 'Turned off on that phone',
    },
    otherCode: (code, said) => (said ? `It answered ${code}: ${said}` : `It answered ${code}`),
  },
);

/** Why it did not go, in words; a code that is not known is shown as it is. */
export function channelReason(code: string | null, said: string | null = null): string {
  if (!code) return '';
  return channelWords.code[code] ?? channelWords.otherCode(code, said ?? '');
}
