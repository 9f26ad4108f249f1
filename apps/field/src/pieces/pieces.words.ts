import { dictionary } from '@muster/ui/words/dictionary';

/** Words of pieces that pages after the first one use. */
export const piecesWords = dictionary(
  {
    waits: '记在手机里，等着发',
    refused: '没发成，看一下',
    dayBefore: '早一天',
    dayAfter: '晚一天',
    week: '加一周',
    earlier: '早十分钟',
    later: '晚十分钟',
    contentOf: (at: string) => `${at} 的内容`,
    notHere: '这里没有',
    notHereWhy: '可能撤掉了，或者不归你看',
  },
  {
    waits: 'On this phone, waiting to be sent',
    refused: 'Not accepted, have a look',
    dayBefore: 'A day earlier',
    dayAfter: 'A day later',
    week: '+ a week',
    earlier: 'Ten minutes earlier',
    later: 'Ten minutes later',
    contentOf: (at: string) => `As of ${at}`,
    notHere: 'Not here',
    notHereWhy: 'It may have been closed, or is not yours to see',
  },
);
