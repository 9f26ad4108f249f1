/**
 * A name as names are compared: width, case, blanks and punctuation do not make another compound, nor does a trailing
 * 小区 (天湖苑 and 天湖苑小区 are one place in everybody's mouth). Where nothing else is left, the whole name counts.
 */
export function compoundNameKey(name: string): string {
  const plain = plainName(name);
  return plain.replace(/(小区|社区)$/, '') || plain;
}

/** `1号楼`, `1 栋`, `1#楼` and `1幢` are one building (DOMAIN §2.2: written 幢, said 号楼). */
export function buildingNameKey(name: string): string {
  const plain = plainName(name).replace(/^第?0*(\d+)(号楼|栋楼|栋|幢|号|#楼|#|楼)?$/, '$1');
  return plain === '' ? plainName(name) : plain;
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, (char) => (char === '#' ? char : ''));
}
