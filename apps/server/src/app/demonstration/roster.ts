import { levelOfCode } from '@muster/contract/areas/area-code';
import { cast } from './cast.ts';
import { type Random, seeded } from './random.ts';

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
];
const givens = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国志海燕鹏飞宇浩然晨曦雪峰立新春林森森云龙凤琴欣悦嘉怡思远博文晓东雨婷振国庆生根宝山河柱',
];

/** Desks that have nobody, one or two a district: they show what happens then. 郏山阳村 is the one of the pictures. */
export const emptyDesks = new Set(['410402100209', '410423214204', '410422104207', '410425102205', '410482105210', '410421101203']);

function person(random: Random): string {
  return random.pick(surnames) + random.pick(givens) + (random.chance(0.7) ? random.pick(givens) : '');
}

/** How many people stand at a desk of a level, besides the cast. */
const strength = { city: 8, district: 5, subdistrict: 3, community: 2, grid: 1 } as const;
const titles = { city: '值班员', district: '值班员', subdistrict: '值班员', community: '副书记', grid: '网格员' } as const;

/**
 * A roster for every desk of the territory, as the CSV that a city would load: made-up names, numbers of a range that is
 * not given out, marked so in the notes of the demonstration.
 */
export function rosterCsv(areas: readonly { code: string; shortName: string }[]): string {
  const random = seeded(20220511);
  const lines = ['name,mobile,role,areaCode,unit,title'];
  let serial = 0;
  const mobile = () => `100${String(++serial).padStart(8, '0')}`;
  const taken = new Set(cast.filter((one) => one.role === 'communitySecretary').map((one) => one.areaCode));
  for (const one of cast) {
    if (one.role !== 'systemAdministrator')
      lines.push([one.name, one.mobile, one.role, one.areaCode ?? '', one.unit ?? '', one.title].join(','));
  }
  for (const { code } of areas) {
    const level = levelOfCode(code);
    if (level === null || emptyDesks.has(code)) continue;
    if (level === 'community') {
      if (!taken.has(code)) lines.push([person(random), mobile(), 'communitySecretary', code, '', '书记'].join(','));
    } else if (level !== 'grid') lines.push([person(random), mobile(), 'commander', code, '', '指挥长'].join(','));
    const others = strength[level] - (cast.some((one) => one.areaCode === code) ? 1 : 0);
    for (let i = 0; i < others; i++)
      lines.push([person(random), mobile(), level === 'grid' ? 'gridWorker' : 'dutyOfficer', code, '', titles[level]].join(','));
  }
  return `${lines.join('\n')}\n`;
}
