/**
 * What can be wrong with a row of an imported file. `text` is the Chinese sentence that reports carry, for the shell and
 * for whoever reads the API; screens have their own words by code (packages/ui), in both languages.
 */
const sentences = {
  'row.code-missing': () => '没有代码',
  'row.code-wrong': (p) => `代码 ${p.code} 不对：市 4 位、区县 6 位、街道 9 位、社区 12 位、网格 15 位`,
  'row.code-twice': (p) => `代码 ${p.code} 和第 ${p.firstLine} 行重复`,
  'row.code-outside': (p) => `${p.code} 不在 ${p.scope} 里面`,
  'row.parent-unknown': (p) => `上一级 ${p.parent} 不在，先加上它`,
  'row.code-former': (p) => `代码 ${p.code} 已经不用了，现在是 ${p.present}`,
  'row.name-missing': () => '没有名称',
  'row.name-long': (p) => `名称太长，最多 ${p.most} 个字`,
  'row.mobile-wrong': (p) => `手机号 ${p.mobile} 不对：1 开头的 11 位数字`,
  'row.mobile-twice': (p) => `手机号 ${p.mobile} 和第 ${p.firstLine} 行重复，名字却不同`,
  'row.mobile-of-other': (p) => (p.name ? `手机号 ${p.mobile} 已经是${p.name}的了` : `手机号 ${p.mobile} 已经是别人的了`),
  'row.role-unknown': (p) => `没有“${p.role}”这种任职`,
  'row.role-level': (p) => `${p.role}不能在这一级任职`,
  'row.role-not-yours': (p) => `${p.role}要由上级来任命`,
  'row.role-separated': () => '系统管理员、安全员、审计员不能是同一个人',
  'row.row-twice': (p) => `和第 ${p.firstLine} 行一样`,
  'row.area-missing': () => '没有区域代码',
  'row.area-unknown': (p) => `没有代码是 ${p.code} 的区域`,
  'row.unit-missing': () => '这种任职要写单位',
  'row.unit-unknown': (p) => `没有叫“${p.unit}”的单位，先加上它`,
  'row.title-long': (p) => `职务太长，最多 ${p.most} 个字`,
  'row.outline-type': (p) => `要面（Polygon 或 MultiPolygon），这是“${p.type}”`,
  'row.outline-empty': () => '轮廓里没有坐标',
  'row.outline-points': (p) => `轮廓有 ${p.points} 个点，最多 ${p.most} 个，先简化`,
  'row.outline-projected': (p) => `坐标 ${p.at} 不是经纬度，是投影坐标（米）。先转成 WGS-84`,
  'row.outline-swapped': (p) => `坐标 ${p.at} 把纬度写在了前面，要经度在前`,
  'row.outline-far': (p) => `坐标 ${p.at} 不在本市`,
  'row.position-wrong': () => '坐标不是两个数',
  'row.ring-open': (p) => `边界没有闭合：从 ${p.first} 开始，在 ${p.last} 结束`,
  'row.ring-short': () => '边界少于三个不同的点，围不成面',
  'row.ring-crossed': (p) => `边界在 ${p.at} 和自己交叉`,
  'row.feature-unnamed': () => '没有写是哪里：properties 里要有 code 或 name',
  'row.feature-unknown': (p) => `没有叫“${p.name}”的`,
  'row.feature-ambiguous': (p) => `叫“${p.name}”的不止一个：${p.found}。写上 code`,
  'row.feature-twice': (p) => `和第 ${p.firstLine} 个说的是同一个地方`,
} as const satisfies Record<string, (p: Record<string, string>) => string>;

export type RowErrorCode = keyof typeof sentences;

export function rowError(line: number, code: RowErrorCode, params: Record<string, string> = {}) {
  return { line, code, params, text: sentences[code](params) };
}
export type RowFault = ReturnType<typeof rowError>;
