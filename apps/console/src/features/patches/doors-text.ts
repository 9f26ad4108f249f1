/**
 * Which doors a patch has, as one reads them out: the compound is named once, then its buildings
 * (矿务局东家属院 2号楼、4号楼；供电局家属院).
 */
export function doorsText(parts: readonly { compoundId: string; text: string }[]): string {
  const groups = new Map<string, string[]>();
  for (const { compoundId, text } of parts) groups.set(compoundId, [...(groups.get(compoundId) ?? []), text]);
  return [...groups.values()]
    .map(([first = '', ...rest]) => {
      const compound = first.slice(0, first.indexOf(' ') + 1);
      return [first, ...rest.map((text) => (compound !== '' && text.startsWith(compound) ? text.slice(compound.length) : text))].join('、');
    })
    .join('；');
}
