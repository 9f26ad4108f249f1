import { codeLength } from '@muster/contract/areas/area-code';
import type { Audience, AudienceTerm } from '@muster/contract/orders/audience';
import type { GroundCondition } from '@muster/contract/orders/ground';
import type { Tx } from '../../platform/db/scope.ts';
import { communitiesWithCompound } from '../compounds/index.ts';
import { communitiesLackingRole, patchRoleName } from '../patches/index.ts';
import { communitiesWithPlace } from '../places/index.ts';
import { communitiesWithZone } from '../zones/index.ts';
import { conditionWords } from './conditions.rules.ts';

/** What the conditions of an audience come to now. An audience without any asks nothing of the database. */
export interface Conditions {
  /** Areas that a term names, at the level it asks for. */
  codes: ReadonlyMap<AudienceTerm, ReadonlySet<string>>;
  /** Each condition in words. */
  words: ReadonlyMap<AudienceTerm, string>;
}

/** Evaluates each condition within its area, which the caller has found to lie in his own territory. */
export async function meetConditions(tx: Tx, audience: Audience, now: Date): Promise<Conditions> {
  const terms = [...audience.include, ...audience.except].filter((term) => term.kind === 'areasWhere');
  const codes = new Map<AudienceTerm, ReadonlySet<string>>();
  const words = new Map<AudienceTerm, string>();
  for (const term of terms) {
    const communities = await communitiesWhere(tx, term.where, term.under, now);
    codes.set(term, new Set(communities.map((code) => code.slice(0, codeLength(term.level)))));
    words.set(term, conditionWords(term.where, term.where.is === 'patchLacks' ? await patchRoleName(tx, term.where.role) : ''));
  }
  return { codes, words };
}

async function communitiesWhere(tx: Tx, where: GroundCondition, under: string, now: Date): Promise<string[]> {
  switch (where.is) {
    case 'hasCompound':
      return communitiesWithCompound(tx, where.kind, under);
    case 'hasPlace':
      return communitiesWithPlace(tx, where.kind, under);
    case 'hasZone':
      return communitiesWithZone(tx, under, where.strictness, now);
    case 'patchLacks':
      return communitiesLackingRole(tx, where.role, under);
  }
}
