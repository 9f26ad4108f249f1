import { dictionary } from '@muster/ui/words/dictionary';

export const receiptChannelsWords = dictionary(
  {
    open: '看各通道',
    title: (name: string) => `告诉${name}的通道`,
    screen: '屏幕',
    screens: (n: string, when: string) => `${n} 块收到，${when} 起`,
    noScreen: '还没有一块收到',
    noOther: '没有别的通道',
    sent: (what: string, state: string, of: string, when: string) => `${what}${state}${of} ${when}`,
    ofThem: (sent: string, of: string) => ` ${sent}/${of} 人`,
    waits: (what: string, when: string) => `${what}等着发，${when}`,
    failed: (what: string, state: string, why: string) => `${what}${state}${why ? `：${why}` : ''}`,
    why: (channel: string, reason: string, more: string) => `${channel}没发成：${reason}${more === '0' ? '' : `，另有 ${more} 个通道`}`,
  },
  {
    open: 'Channels',
    title: (name) => `How ${name} was told`,
    screen: 'Screen',
    screens: (n, when) => `On ${n}, since ${when}`,
    noScreen: 'On none yet',
    noOther: 'No other channel',
    sent: (what, state, of, when) => `${what}: ${state.toLowerCase()}${of}, ${when}`,
    ofThem: (sent, of) => ` to ${sent} of ${of}`,
    waits: (what, when) => `${what}: goes at ${when}`,
    failed: (what, state, why) => `${what}: ${state.toLowerCase()}${why ? `. ${why}` : ''}`,
    why: (channel, reason, more) => `${channel} failed: ${reason}${more === '0' ? '' : `, and ${more} more`}`,
  },
);
