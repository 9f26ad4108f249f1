import type { ImportColumn, ImportFaultCode, ImportRefusalCode } from './import-faults.ts';

/**
 * What is wrong with a row, in words: beside it on the screen and in the red column of the user's own workbook, so both sides of the
 * program say the same. What, where, what to do.
 */
type Params = Record<string, string>;
type Sentence = (p: Params) => string;
export type SheetLanguage = 'zh' | 'en';

const faults: Record<ImportFaultCode, readonly [zh: Sentence, en: Sentence]> = {
  'cell.number-long': [
    (p) => `${p.text} 超过 15 位，后面几位已经丢了。把这一格改成文本，重新填`,
    (p) => `${p.text} has more than 15 digits and has lost its last ones. Make the cell text and fill it in again`,
  ],
  'cell.formula-empty': [() => '公式没有算出结果。在表格里算好再存', () => 'The formula has no value. Compute and save it first'],
  'cell.error': [(p) => `公式出错：${p.text}`, (p) => `The formula fails: ${p.text}`],
  'cell.too-long': [(p) => `太长，最多 ${p.most} 个字`, (p) => `Too long; at most ${p.most} characters`],
  'count.not-whole': [(p) => `“${p.text}”不是整数`, (p) => `“${p.text}” is no whole number`],
  'count.too-large': [(p) => `${p.text} 太大，最多 ${p.most}`, (p) => `${p.text} is too large; at most ${p.most}`],
  'count.below-buildings': [
    (p) => `全小区 ${p.whole}，比楼栋加起来的 ${p.sum} 还少`,
    (p) => `${p.whole} in the whole compound is less than the ${p.sum} of its buildings`,
  ],
  'community.missing': [
    () => '没写社区。加一列社区，或者一个社区一张表、表名写社区名',
    () => 'No community. Add a column for it, or use one sheet a community, named after it',
  ],
  'community.unknown': [(p) => `没有叫“${p.text}”的社区`, (p) => `There is no community “${p.text}”`],
  'community.ambiguous': [
    (p) => `叫“${p.text}”的不止一个：${p.among}。写上街道，或者写代码`,
    (p) => `More than one is called “${p.text}”: ${p.among}. Add the subdistrict, or write the code`,
  ],
  'community.elsewhere': [(p) => `${p.text}不在你的范围里`, (p) => `${p.text} is outside of your territory`],
  'grid.unknown': [(p) => `${p.community}没有网格“${p.text}”`, (p) => `${p.community} has no grid “${p.text}”`],
  'name.missing': [() => '没有小区名称', () => 'The compound has no name'],
  'kind.missing': [
    () => '没写类型：有物业、三无小区、城中村、村民组、宿舍',
    () => 'No kind: managed, unmanaged, urban village, village group, dormitory',
  ],
  'kind.unknown': [
    (p) => `没有“${p.text}”这种类型，用：有物业、三无小区、城中村、村民组、宿舍`,
    (p) => `“${p.text}” is no kind. Use: managed, unmanaged, urban village, village group, dormitory`,
  ],
  'lacks.missing': [
    () => '三无小区要写缺哪几样：无主管单位、无物业管理、无人防物防',
    () => 'An unmanaged compound says what it lacks: 无主管单位, 无物业管理, 无人防物防',
  ],
  'lacks.unknown': [
    (p) => `“${p.text}”读不懂，用：无主管单位、无物业管理、无人防物防`,
    (p) => `“${p.text}” is not understood. Use: 无主管单位, 无物业管理, 无人防物防`,
  ],
  'lacks.managed': [() => '只有三无小区才写缺哪几样', () => 'Only an unmanaged compound says what it lacks'],
  'list.too-long': [(p) => `太多，最多 ${p.most} 个`, (p) => `Too many; at most ${p.most}`],
  'building.twice': [(p) => `${p.name} 和第 ${p.firstRow} 行重复`, (p) => `${p.name} is in row ${p.firstRow} already`],
  'building.elsewhere': [
    (p) => `${p.name} 第 ${p.firstRow} 行写在${p.community}了，一栋楼只能在一个社区`,
    (p) => `Row ${p.firstRow} has ${p.name} in ${p.community}; a building is in one community`,
  ],
  'compound.twice': [
    (p) => `${p.name} 和${p.firstLeaf ? `第 ${p.firstLeaf} 张表` : ''}第 ${p.firstRow} 行重复`,
    (p) => `${p.name} is in row ${p.firstRow}${p.firstLeaf ? ` of sheet ${p.firstLeaf}` : ''} already`,
  ],
  'compound.differs': [
    (p) => `同一个小区，第 ${p.firstRow} 行写的是“${p.before}”，这里是“${p.now}”`,
    (p) => `The same compound has “${p.before}” in row ${p.firstRow} and “${p.now}” here`,
  ],
  'compound.buildings-most': [(p) => `一个小区最多 ${p.most} 栋`, (p) => `At most ${p.most} buildings a compound`],
  'compound.other-row': [
    (p) => `同一个小区第 ${p.firstRow} 行有错，整个小区没导入`,
    (p) => `Row ${p.firstRow} of this compound is wrong; none of it was imported`,
  ],
  'compound.closed-meanwhile': [() => '选的那个小区已经注销或并入别的了', () => 'The compound that was chosen has been closed or merged'],
  'compound.name-taken': [
    () => '存的时候有别人加了同名的小区或楼栋，再导一次',
    () => 'Somebody else added one of that name meanwhile; import it again',
  ],
  'row.stopped': [() => '导入的人已经卸任，这一行没导入', () => 'Whoever imported it left his post; this row was not imported'],
};

const refusals: Record<ImportRefusalCode, readonly [zh: Sentence, en: Sentence]> = {
  'file.unreadable': [
    () => '这个文件打不开。用表格软件打开、另存为 .xlsx 再来',
    () => 'The file cannot be opened. Open it in a spreadsheet, save it as .xlsx, and try again',
  ],
  'file.encrypted': [() => '这个文件加了密码。去掉密码再来', () => 'The file has a password. Remove it and try again'],
  'file.too-long': [
    (p) => `行太多，一次最多 ${Number(p.most).toLocaleString('en')} 行。分成几个文件`,
    (p) => `Too many rows; at most ${Number(p.most).toLocaleString('en')} at a time. Split the file`,
  ],
  'file.too-heavy': [
    () => '这个文件太大，读不下。去掉图片和空白格式，或者分成几个文件',
    () => 'The file is too large to read. Remove pictures and empty formatting, or split it',
  ],
  'file.no-header': [
    () => '没找到列名。要有一行列名，至少有“小区名称”，别的如 社区、类型、楼栋、户数',
    () => 'No header was found. One row must name the columns, at least 小区名称, others such as 社区, 类型, 楼栋, 户数',
  ],
  'file.no-rows': [() => '列名下面没有内容', () => 'There is nothing below the header'],
  'file.gone': [() => '文件不在了，再传一次', () => 'The file is gone; upload it again'],
  'assignment.ended': [() => '传这个文件的人已经卸任', () => 'Whoever uploaded it has left his post'],
};

/** What columns are called in the template, in reports and on the screen. */
export const importColumnNames: Record<ImportColumn, readonly [zh: string, en: string]> = {
  communityCode: ['社区代码', 'Community code'],
  community: ['社区', 'Community'],
  grid: ['网格', 'Grid'],
  name: ['小区名称', 'Compound'],
  aliases: ['别的叫法', 'Other names'],
  address: ['地址', 'Address'],
  road: ['路街巷', 'Road'],
  number: ['门牌号', 'Number'],
  yard: ['院、片', 'Yard'],
  kind: ['类型', 'Kind'],
  lacks: ['缺哪几样', 'Lacks'],
  gates: ['出入口', 'Gates'],
  building: ['楼栋', 'Building'],
  buildingCount: ['楼栋数', 'Buildings'],
  units: ['单元数', 'Stairwells'],
  floors: ['层数', 'Floors'],
  households: ['户数', 'Households'],
  residents: ['人数', 'Residents'],
};

const at = (language: SheetLanguage) => (language === 'zh' ? 0 : 1);
export const importFaultText = (fault: { code: ImportFaultCode; params: Params }, language: SheetLanguage): string =>
  faults[fault.code][at(language)](fault.params);
export const importRefusalText = (refusal: { code: ImportRefusalCode; params: Params }, language: SheetLanguage): string =>
  refusals[refusal.code][at(language)](refusal.params);
export const importColumnName = (column: ImportColumn, language: SheetLanguage): string => importColumnNames[column][at(language)];
