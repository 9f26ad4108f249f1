import { compoundImportStarted } from '@muster/contract/compounds/compounds.events';
import { startCompoundImport as operation } from '@muster/contract/compounds/import.operations';
import { command, event } from '../../../../platform/command.ts';
import { authorize } from '../../../../platform/policy.ts';
import { notFound, Problem } from '../../../../platform/problem.ts';
import { attachFiles, filesOf } from '../../../files/index.ts';
import { compoundsPolicy } from '../../compounds.policy.ts';
import { communityInSight, requireOpenCommunity } from '../../in-sight.ts';
import { sheetKinds } from '../sheet-kinds.ts';

/** Writes down that a file is to be read; it is read by a job, since a large one takes longer than a request should. */
export const startCompoundImport = command(operation, {
  action: 'compound:import',
  async run({ tx, principal, input, now }) {
    const { importId, fileId, communityCode } = input;
    const areaCode = principal.areaCode;
    if (areaCode === null) throw notFound();
    if (communityCode !== undefined) {
      communityInSight(principal, communityCode);
      if (communityCode.length !== 12) throw new Problem('compound.not-in-community');
    }
    const permit = authorize(compoundsPolicy, principal, 'compound:import', { communityCode: communityCode ?? areaCode });
    if (communityCode !== undefined) await requireOpenCommunity(tx, principal, communityCode);
    const subject = { subject: 'compoundImport', subjectId: importId };
    await attachFiles(tx, principal, { ...subject, fileIds: [fileId], reach: { areaCode }, pointer: '/fileId' }, now);
    const file = (await filesOf(tx, subject.subject, [importId])).get(importId)?.[0];
    if (!file || !(file.type in sheetKinds)) throw new Problem('import.not-a-sheet', { name: file?.name ?? '' });
    const row = {
      id: importId,
      person_id: principal.personId,
      person_name: principal.personName,
      assignment_id: principal.assignmentId,
      area_code: areaCode,
      community_code: communityCode ?? (areaCode.length === 12 ? areaCode : null),
      file_id: fileId,
      file_name: file.name,
      file_type: file.type,
      state: 'reading',
      started_at: now,
    };
    await tx.insertInto('compound_imports').values(row).execute();
    return {
      permit,
      result: { importId },
      events: [event(compoundImportStarted, { areaCode, personId: principal.personId }, { importId, fileName: file.name })],
    };
  },
});
