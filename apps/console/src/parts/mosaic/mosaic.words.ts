import { dictionary } from '@muster/ui/words/dictionary';

export const mosaicWords = dictionary(
  {
    label: (area: string, n: string) => `${area}，${n} 个社区。方向键移动，Alt 加方向键换街道乡镇，回车打开`,
    cell: (name: string, patch: string, block: string, state: string) => `${name}，${block} ${patch}，${state}`,
    inOrder: '正常',
    group: (n: number, name: string) => `第 ${n} 处，${name}`,
    hint: '回车打开，方向键移动',
    blockLate: (n: string) => `，${n} 个过了时限`,
    reached: '收到',
    notReached: '收不到',
  },
  {
    label: (area: string, n: string) => `${area}, ${n} communities. Arrows move, Alt and arrows change subdistrict, Enter opens`,
    cell: (name: string, patch: string, block: string, state: string) => `${name}, ${block} ${patch}, ${state}`,
    inOrder: 'in order',
    group: (n: number, name: string) => `Place ${n}, ${name}`,
    hint: 'Enter opens, arrows move',
    blockLate: (n: string) => `, ${n} late`,
    reached: 'reached',
    notReached: 'not reached',
  },
);
