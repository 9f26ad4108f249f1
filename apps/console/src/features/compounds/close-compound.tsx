import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '../../app/dialog.tsx';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../people/field.tsx';
import { compoundWords as words } from './compounds.words.ts';

export function CloseCompound({ compound, onClose }: { compound: CompoundDetail; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const close = useCommand('closeCompound', {
    refresh: ['getCompound', 'listCompounds', 'summariseCompounds', 'listCompoundDuplicates'],
    onDone: onClose,
  });
  const trimmed = reason.trim();
  return (
    <Confirm
      title={words.closeTitle(compound.name)}
      act={trimmed.length < 2 ? words.closeMissing : words.closeAct(compound.name)}
      keep={words.keep}
      disabled={trimmed.length < 2}
      pending={close.isPending}
      onAct={() => close.mutate({ compoundId: compound.id, version: compound.version, reason: trimmed })}
      onKeep={onClose}
    >
      <p>{words.closeText}</p>
      <Field label={words.closeReason} hint={words.closeReasonHint} pointer="reason" problem={close.error}>
        {(field) => <Input {...field} autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <ProblemLine problem={close.error} />
    </Confirm>
  );
}
