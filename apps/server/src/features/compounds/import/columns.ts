import type { ImportColumn } from '@muster/contract/compounds/import-faults';
import type { ColumnWords } from '../../../platform/sheets/read/header.ts';

/** What stands above the columns of such sheets, as communities, property companies and 街道办 write them. */
export const columnWords: ColumnWords<ImportColumn> = {
  communityCode: { words: ['社区代码', '社区编码', '区划代码', '村代码', '社区村代码', 'community code'] },
  community: {
    words: [
      '社区',
      '社区村',
      '村社区',
      '村居',
      '社区名称',
      '所属社区',
      '所在社区',
      '所属村社区',
      '社区居委会',
      '居委会',
      '行政村',
      'community',
    ],
  },
  grid: { words: ['网格', '所属网格', '网格名称', '网格编号', '网格号', 'grid'] },
  name: {
    words: ['小区', '小区名称', '小区名', '名称', '居民小区', '小区院落', '小区楼院', '院落名称', '楼院名称', '住宅小区', 'compound'],
    needed: true,
  },
  aliases: { words: ['别名', '别的叫法', '俗称', '曾用名', '小区别名', 'aliases'] },
  address: { words: ['地址', '详细地址', '小区地址', '位置', '坐落', 'address'] },
  road: { words: ['路', '路街巷', '街路巷', '道路', '路名', '街道名称', '街巷', '地址路', '路街', 'road'] },
  number: { words: ['门牌号', '门牌', '号', '门牌号码', 'number'] },
  yard: { words: ['院', '院片', '片', '组团', '院落', 'yard'] },
  kind: { words: ['类型', '小区类型', '小区性质', '性质', '类别', '管理类型', 'kind'] },
  lacks: { words: ['缺哪几样', '三无情况', '三无', '缺项', '缺什么', 'lacks'] },
  gates: { words: ['出入口', '大门', '出入口名称', '门岗', 'gates'] },
  building: { words: ['楼栋', '楼号', '楼栋号', '楼幢', '幢号', '栋号', '楼栋名称', '楼', '栋', '幢', 'building'] },
  buildingCount: { words: ['楼栋数', '楼栋数量', '栋数', '幢数', '楼数', '楼栋总数', '总栋数', 'buildings'] },
  units: { words: ['单元', '单元数', '单元数量', '单元个数', 'units', 'stairwells'] },
  floors: { words: ['层数', '层', '楼层', '楼层数', '总层数', 'floors'] },
  households: { words: ['户数', '户', '住户数', '总户数', '居民户数', '住户', 'households'] },
  residents: { words: ['人数', '人', '人口', '人口数', '居民数', '总人口', '常住人口', '居民人数', '总人数', 'residents'] },
};
