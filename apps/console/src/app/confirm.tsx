import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useReturnFocus } from './use-return-focus.ts';

/**
 * Asks before what reaches people and cannot be called back (DESIGN §7): a title that names it, what it does, and two
 * buttons that say what each of them does.
 */
export function Confirm({
  title,
  children,
  act,
  keep,
  danger = true,
  disabled = false,
  pending,
  onAct,
  onKeep,
}: {
  title: string;
  children?: ReactNode;
  act: string;
  keep: string;
  danger?: boolean;
  disabled?: boolean;
  pending: boolean;
  onAct: () => void;
  onKeep: () => void;
}) {
  useReturnFocus();
  return (
    <Modal
      open
      title={title}
      closable={false}
      onCancel={onKeep}
      width={400}
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
