import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { useCommand } from '../../app/query.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { compoundWords as words } from './compounds.words.ts';

export function CloseCompound({ compound, onClose }: { compound: CompoundDetail; onClose: () => void }) {
  const close = useCommand('closeCompound', {
    refresh: ['getCompound', 'listCompounds', 'summariseCompounds', 'listCompoundDuplicates'],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={words.closeTitle(compound.name)}
      act={words.closeAct(compound.name)}
      missing={words.closeMissing}
      keep={words.keep}
      label={words.closeReason}
      hint={words.closeReasonHint}
      problem={close.error}
      pending={close.isPending}
      onAct={(reason) => close.mutate({ compoundId: compound.id, version: compound.version, reason })}
      onKeep={onClose}
    >
      <p>{words.closeText}</p>
    </ReasonDialog>
  );
}
