import { dictionary } from '@muster/ui/words/dictionary';
import { counted } from '@muster/ui/words/shared.words';

export const todayWords = dictionary(
  {
    title: '今天',
    todo: (n: string) => `今天 ${n} 件要办`,
    nothing: '今天没有要办的',
    empty: '没有要你办的事',
    emptyWhy: '新指令一来，这里第一个看到',
    askedToday: (n: string, effort: string | null) => `上面今天要了你 ${n} 次${effort ? `，约 ${effort}` : ''}`,
    notAskedToday: '上面今天还没要过你什么',
    issued: (late: string, review: string) => `下达的指令里，${late} 个逾期，${review} 个反馈等看`,
    issuedWhere: '在电脑上办',
    noOrders: '你现在的任职，手机上没有要办的',
    noOrdersWhy: '系统和审计的事在电脑上办。有别的任职，在“我的”里换',
  },
  {
    title: 'Today',
    todo: (n: string) => `${n} to do today`,
    nothing: 'nothing to do today',
    empty: 'Nothing for you to do',
    emptyWhy: 'New orders show here first',
    askedToday: (n: string, effort: string | null) =>
      `Asked by those above ${counted(n, 'time')} today${effort ? `, about ${effort}` : ''}`,
    notAskedToday: 'Those above have asked nothing of you today',
    issued: (late: string, review: string) => `Of the orders you sent, ${late} late, ${review} answered for review`,
    issuedWhere: 'Act on them at a computer',
    noOrders: 'Your present role has nothing to do on a phone',
    noOrdersWhy: 'Administration and audit are done at a computer. Another role can be taken under Me',
  },
);
