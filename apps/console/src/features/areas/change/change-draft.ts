import type { AreaChange } from '@muster/contract/areas/areas.operations';
import type { AreaDetail } from '../area-types.ts';

export type ChangeKind = AreaChange['kind'];

/** What is written in the dialog, whatever the kind. */
export interface ChangeDraft {
  name: string;
  shortName: string;
  newCode: string;
  others: string[];
  /** One of the codes; empty for the new code. */
  into: string;
  children: string[];
  assignmentIds: string[];
  openReceipts: 'stay' | 'move';
}

export function emptyDraft(area: AreaDetail, kind: ChangeKind): ChangeDraft {
  return {
    name: kind === 'renamed' ? area.name : '',
    shortName: '',
    newCode: '',
    others: [],
    into: area.code,
    children: [],
    assignmentIds: [],
    openReceipts: 'stay',
  };
}

/** The change that a draft says; null while something is left. */
export function changeOf(area: AreaDetail, kind: ChangeKind, draft: ChangeDraft): AreaChange | null {
  const { code } = area;
  const name = draft.name.trim();
  const newCode = draft.newCode.trim();
  const isCode = newCode.length === code.length && /^\d+$/.test(newCode);
  switch (kind) {
    case 'renamed': {
      const shortName = draft.shortName.trim();
      const changed = name !== area.name || (shortName !== '' && shortName !== area.shortName);
      return name !== '' && changed ? { kind, code, name, ...(shortName ? { shortName } : {}) } : null;
    }
    case 'recoded':
      return isCode && newCode !== code ? { kind, code, newCode } : null;
    case 'merged': {
      const into = draft.into || newCode;
      if (draft.others.length === 0 || (draft.into === '' && !isCode)) return null;
      return { kind, codes: [code, ...draft.others], into, ...(name ? { name } : {}) };
    }
    case 'split':
      return isCode && name !== ''
        ? { kind, code, newCode, name, children: draft.children, assignmentIds: draft.assignmentIds, openReceipts: draft.openReceipts }
        : null;
  }
}

/** The first thing that a draft still lacks: what the button says. */
export function leftOf(area: AreaDetail, kind: ChangeKind, draft: ChangeDraft): 'name' | 'otherName' | 'code' | 'others' {
  const hasName = draft.name.trim() !== '';
  switch (kind) {
    case 'renamed':
      return hasName ? 'otherName' : 'name';
    case 'recoded':
      return 'code';
    case 'merged':
      return draft.others.length === 0 ? 'others' : 'code';
    case 'split': {
      const code = draft.newCode.trim();
      return code.length === area.code.length && /^\d+$/.test(code) ? 'name' : 'code';
    }
  }
}
