import { shared } from '@muster/ui/words/shared.words';
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useReturnFocus } from './use-return-focus.ts';

interface DialogProps {
  title: string;
  children?: ReactNode;
  /** What the act does, in words; the other button keeps things as they are. */
  act: string;
  keep?: string;
  danger?: boolean;
  disabled?: boolean;
  pending: boolean;
  width?: number;
  closable?: boolean;
  onAct: () => void;
  onKeep: () => void;
}

/** A dialog that stands only while it is needed: two buttons that say what each of them does, and the focus given back. */
export function Dialog({
  title,
  children,
  act,
  keep = shared.action.cancel,
  danger = false,
  disabled = false,
  pending,
  width = 560,
  closable = true,
  onAct,
  onKeep,
}: DialogProps) {
  useReturnFocus();
  return (
    <Modal
      open
      title={title}
      closable={closable}
      onCancel={onKeep}
      width={width}
      footer={[
        <Button key="keep" onClick={onKeep}>
          {keep}
        </Button>,
        <Button key="act" type="primary" danger={danger} disabled={disabled} loading={pending} onClick={onAct}>
          {act}
        </Button>,
      ]}
    >
      {children}
    </Modal>
  );
}

/** Asks before what reaches people and cannot be called back (DESIGN §7): a title that names it, and what it does. */
export function Confirm(props: Omit<DialogProps, 'width' | 'closable'> & { keep: string }) {
  return <Dialog danger {...props} width={400} closable={false} />;
}
