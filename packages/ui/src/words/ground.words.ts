import type { CompoundKind } from '@muster/contract/compounds/compound-kinds';
import type { Each, GroundCondition } from '@muster/contract/orders/ground';
import type { PlaceKind } from '@muster/contract/places/place-kinds';
import { dictionary } from './dictionary.ts';
import { counted } from './shared.words.ts';

/** What orders ask of the ground, and where they go by it, in the words of both apps. */
export const groundWords = dictionary(
  {
    count: { compound: (n: string) => `${n} 个小区`, place: (n: string) => `${n} 个岗点` },
    countKind: (n: string, kind: string) => `${n} 个${kind}`,
    each: (what: string) => `逐个${what}`,
    thing: { compound: '小区', place: '岗点' },
    kind: {
      managed: '有物业的小区',
      unmanaged: '三无小区',
      urbanVillage: '城中村',
      villageGroup: '村民组',
      dormitory: '家属院',
      gate: '出入口',
      checkpoint: '卡点',
      testPoint: '采样点',
      isolationDoor: '隔离门',
      deliveryPoint: '配送点',
    },
    zone: { locked: '封控小区', controlled: '管控小区', precaution: '防范小区' },
    role: { secretary: '书记', police: '民警', doctor: '医生', reporter: '报备专管员', instructor: '指导员' } as Record<string, string>,
    has: (what: string) => `有${what}`,
    lacks: (role: string) => `片区缺${role}`,
    /** 新华区、卫东区有三无小区的社区 */
    where: (areas: string, condition: string, level: string) => `${areas}${condition}的${level}`,
  },
  {
    count: { compound: (n: string) => counted(n, 'compound'), place: (n: string) => counted(n, 'place') },
    countKind: (n, kind) => counted(n, kind.toLowerCase()),
    each: (what) => `per ${what.toLowerCase()}`,
    thing: { compound: 'compound', place: 'place to staff' },
    kind: {
      managed: 'Managed compound',
      unmanaged: 'Unmanaged compound',
      urbanVillage: 'Urban village',
      villageGroup: 'Village group',
      dormitory: 'Dormitory',
      gate: 'Gate',
      checkpoint: 'Checkpoint',
      testPoint: 'Test point',
      isolationDoor: 'Isolation door',
      deliveryPoint: 'Delivery point',
    },
    zone: { locked: 'Locked-down zone', controlled: 'Controlled zone', precaution: 'Precaution zone' },
    role: { secretary: 'secretary', police: 'police officer', doctor: 'doctor', reporter: 'reporting operator', instructor: 'instructor' },
    has: (what) => `with ${/^[aeiou]/i.test(what) ? 'an' : 'a'} ${what.toLowerCase()}`,
    lacks: (role) => `with a patch that lacks a ${role}`,
    where: (areas, condition, level) => `${level} ${condition} in ${areas}`,
  },
);

/** 三无小区, 小区: what a question asks about one by one. */
export function eachThing(each: Each): string {
  return each.kind ? groundWords.kind[each.kind] : groundWords.thing[each.of];
}

/** 3 个三无小区 */
export function eachCount(each: Each, n: string): string {
  return each.kind ? groundWords.countKind(n, groundWords.kind[each.kind]) : groundWords.count[each.of](n);
}

/** 有三无小区, 片区缺医生: the role as its place named it, where the default has no word for it. */
export function conditionText(where: GroundCondition, roleName?: string): string {
  switch (where.is) {
    case 'hasCompound':
    case 'hasPlace':
      return groundWords.has(groundWords.kind[where.kind]);
    case 'hasZone':
      return groundWords.has(groundWords.zone[where.strictness]);
    case 'patchLacks':
      return groundWords.lacks(roleName ?? groundWords.role[where.role] ?? where.role);
  }
}

export function kindName(kind: string): string {
  return groundWords.kind[kind as CompoundKind | PlaceKind] ?? kind;
}
