import type { ProblemError } from '@muster/client/call';
import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { Confirm } from '../app/dialog.tsx';
import { ProblemLine } from '../app/states/problem-line.tsx';
import { Field } from './field.tsx';

interface ReasonDialogProps {
  title: string;
  children?: ReactNode;
  /** What the act does, and what it says while the reason is missing. */
  act: string;
  missing: string;
  keep: string;
  label: string;
  hint: string;
  danger?: boolean;
  problem: ProblemError | null;
  pending: boolean;
  onAct: (reason: string) => void;
  onKeep: () => void;
}

/** An act that stays on record with why it was done. */
export function ReasonDialog({ act, missing, label, hint, problem, onAct, children, ...dialog }: ReasonDialogProps) {
  const [written, setWritten] = useState('');
  const reason = written.trim();
  // As short as a reason may be: 误加, 重复.
  const isMissing = reason.length < 2;
  return (
    <Confirm {...dialog} act={isMissing ? missing : act} disabled={isMissing} onAct={() => onAct(reason)}>
      {children}
      <Field label={label} hint={hint} pointer="reason" problem={problem}>
        {(field) => <Input {...field} autoFocus maxLength={200} value={written} onChange={(event) => setWritten(event.target.value)} />}
      </Field>
      <ProblemLine problem={problem} />
    </Confirm>
  );
}
