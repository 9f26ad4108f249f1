import { formatNumber } from '@muster/ui/format';
import { Confirm } from '../../app/dialog.tsx';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import type { ChecklistDetail } from './checklist-types.ts';
import { checklistWords as words } from './checklists.words.ts';

const refresh = ['listChecklists', 'getChecklist', 'getChecklistProgress', 'listDeskChecklists', 'getAttention', 'listAttention'] as const;

/** It reaches desks and cannot be called back: said before. */
export function SendChecklist({ list, onDone }: { list: ChecklistDetail; onDone: () => void }) {
  const send = useCommand('sendChecklist', { refresh: [...refresh], onDone });
  return (
    <Confirm
      title={words.send(list.title)}
      act={words.send(list.title)}
      keep={words.keepDraft}
      danger={false}
      pending={send.isPending}
      onAct={() => send.mutate({ checklistId: list.id, version: list.version })}
      onKeep={onDone}
    >
      <p>{words.sendTo(words.levels[list.level], list.areas.map(({ name }) => name).join(words.listJoin))}</p>
      <p className="t2">{words.sendText}</p>
      {list.unnamed > 0 && <p className="t3">{words.unnamedCount(formatNumber(list.unnamed))}</p>}
      <ProblemLine problem={send.error} />
    </Confirm>
  );
}

export function CloseChecklist({ list, onKeep, onDone }: { list: ChecklistDetail; onKeep: () => void; onDone: () => void }) {
  const close = useCommand('closeChecklist', { refresh: [...refresh], onDone });
  const isDraft = list.state === 'draft';
  return (
    <Confirm
      title={isDraft ? words.closeDraft : words.closeTitle(list.title)}
      act={isDraft ? words.closeDraft : words.close}
      keep={words.keep}
      pending={close.isPending}
      onAct={() => close.mutate({ checklistId: list.id, version: list.version })}
      onKeep={onKeep}
    >
      <p>{isDraft ? words.closeDraftText : words.closeText(formatNumber(list.desks - list.done))}</p>
      <ProblemLine problem={close.error} />
    </Confirm>
  );
}
