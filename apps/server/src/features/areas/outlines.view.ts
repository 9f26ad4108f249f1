import { codeLength, levelOfCode } from '@muster/contract/areas/area-code';
import * as operations from '@muster/contract/areas/outlines.operations';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { outlinesUnder } from './outlines.store.ts';

const below = { city: 'district', district: 'subdistrict', subdistrict: 'community', community: 'grid', grid: null } as const;

export const listAreaOutlines = view(operations.listAreaOutlines, {
  allows: () => true,
  async read({ tx, input }) {
    const level = levelOfCode(input.code);
    if (!level) throw notFound();
    const childLevel = below[level];
    const [own, children] = await Promise.all([
      outlinesUnder(tx, input.code, input.code.length),
      childLevel ? outlinesUnder(tx, input.code, codeLength(childLevel)) : [],
    ]);
    return { own: own[0]?.shape ?? null, items: children.map(({ code, shortName, shape }) => ({ code, shortName, shape })) };
  },
});
