import { Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '../../app/dialog.tsx';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../people/field.tsx';
import { checklistWords as words } from './checklists.words.ts';
import { tickRefresh } from './tick-refresh.ts';

export function Untick({ tickId, text, onClose }: { tickId: string; text: string; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const untick = useCommand('untickItem', { refresh: [...tickRefresh], onDone: onClose });
  const said = reason.trim();
  return (
    <Confirm
      title={words.untickOf(text)}
      act={said === '' ? words.untickMissing : words.untick}
      keep={words.keep}
      danger={false}
      disabled={said === ''}
      pending={untick.isPending}
      onAct={() => untick.mutate({ tickId, reason: said })}
      onKeep={onClose}
    >
      <Field label={words.untickReason} hint={words.untickReasonHint} pointer="reason" problem={untick.error}>
        {(field) => <Input {...field} autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <ProblemLine problem={untick.error} />
    </Confirm>
  );
}
