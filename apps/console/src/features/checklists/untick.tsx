import { useCommand } from '../../app/query.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { checklistWords as words } from './checklists.words.ts';
import { tickRefresh } from './tick-refresh.ts';

export function Untick({ tickId, text, onClose }: { tickId: string; text: string; onClose: () => void }) {
  const untick = useCommand('untickItem', { refresh: [...tickRefresh], onDone: onClose });
  return (
    <ReasonDialog
      title={words.untickOf(text)}
      act={words.untick}
      missing={words.untickMissing}
      keep={words.keep}
      label={words.untickReason}
      hint={words.untickReasonHint}
      danger={false}
      problem={untick.error}
      pending={untick.isPending}
      onAct={(reason) => untick.mutate({ tickId, reason })}
      onKeep={onClose}
    />
  );
}
