import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import { useState } from 'preact/hooks';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { sendBack } from './acts.ts';
import { ordersWords as w } from './orders.words.ts';

interface SheetProps {
  below: { orderId: string; numberText: string; title: string };
  receipt: ReceiptRow;
  by: string;
  onClose: () => void;
}

/** An answer goes back only with a reason: without one, those below cannot know what to change. */
export function SendBackSheet({ below, receipt, by, onClose }: SheetProps) {
  const [reason, setReason] = useState('');
  const isEnough = reason.trim().length >= 2;

  async function send() {
    if (!isEnough) return;
    await sendBack(below, receipt, reason.trim(), by);
    onClose();
  }

  return (
    <Sheet
      title={w.sendBackTitle(receipt.areaName)}
      onClose={onClose}
      dock={
        <Button isMissing={!isEnough} onTap={() => void send()}>
          {isEnough ? w.sendBackDo(receipt.areaName) : w.sendBackShort}
        </Button>
      }
    >
      <label class={s.field}>
        <span>{w.sendBackReason}</span>
        <textarea class={s.input} maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
    </Sheet>
  );
}
