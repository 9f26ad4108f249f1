import { codeLength, isWithin } from '../areas/area-code.ts';
import type { Audience, AudienceTerm } from './audience.ts';

/**
 * An audience as it is for a desk further down: what a template of the city calls "all communities of the city" is all
 * communities of the district that uses it. What lies beside it is left out.
 */
export function narrowAudience(audience: Audience, ownCode: string): Audience {
  return {
    include: audience.include.flatMap((term) => narrowed(term, ownCode)),
    except: audience.except.flatMap((term) => narrowed(term, ownCode)),
  };
}

function narrowed(term: AudienceTerm, ownCode: string): AudienceTerm[] {
  switch (term.kind) {
    case 'areasAtLevel':
    case 'areasWhere': {
      const under = common(term.under, ownCode);
      return under !== null && codeLength(term.level) > ownCode.length ? [{ ...term, under }] : [];
    }
    case 'peopleByRole': {
      const under = common(term.under, ownCode);
      return under === null ? [] : [{ ...term, under }];
    }
    case 'areas': {
      const codes = term.codes.filter((code) => isWithin(code, ownCode) && code !== ownCode);
      return codes.length > 0 ? [{ ...term, codes }] : [];
    }
    case 'units':
      return [term];
  }
}

/** The smaller of two areas of which one lies in the other; null when they lie apart. */
function common(a: string, b: string): string | null {
  if (isWithin(a, b)) return a;
  return isWithin(b, a) ? b : null;
}
