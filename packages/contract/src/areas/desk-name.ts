import { levelOfCode } from './area-code.ts';

/**
 * What the desk (席位) of an area is called: headquarters down to the subdistrict, and the community or grid itself below.
 * `shortName` is that of the area. 新华区 → 新华区指挥部, 焦店镇 → 焦店镇指挥部, 平顶山市 → 市指挥部, 天湖苑社区 stays.
 */
export function deskName(code: string, shortName: string): string {
  switch (levelOfCode(code)) {
    case 'city':
      return '市指挥部';
    case 'district':
    case 'subdistrict':
      return `${shortName}指挥部`;
    default:
      return shortName;
  }
}
