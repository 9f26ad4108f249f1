import { dictionary } from '@muster/ui/words/dictionary';

/** Answers about each compound, by area and one by one. */
export const groundAnswersWords = dictionary(
  {
    title: (question: string, each: string) => `${question}（${each}）`,
    open: '看是哪些',
    area: '区域',
    all: '一共',
    notSaid: '还没答',
    sum: '合计',
    up: (name: string) => `回到${name}`,
    whole: '全部范围',
    count: (value: string, n: string) => `${value}，${n} 个`,
    every: '全部',
    columns: { thing: '哪一个', community: '社区', value: '答', by: '谁答的' },
    gone: '已注销、并入或换了类型，答过的照样算',
    none: '没有这样的',
    noneAsked: '范围里没有登记要问的',
    show: (value: string, area: string, n: string) => `${area}${value} ${n} 个，看是哪些`,
  },
  {
    title: (question, each) => `${question} (${each})`,
    open: 'Which ones',
    area: 'Area',
    all: 'Total',
    notSaid: 'Not answered',
    sum: 'Sum',
    up: (name) => `Back to ${name}`,
    whole: 'everything',
    count: (value, n) => `${value}: ${n}`,
    every: 'All',
    columns: { thing: 'Which', community: 'Community', value: 'Answer', by: 'By' },
    gone: 'Closed, merged or of another kind since; what was said still counts',
    none: 'None like that',
    noneAsked: 'Nothing that this asks about is registered there',
    show: (value, area, n) => `${area}, ${value}: ${n}, show which`,
  },
);
