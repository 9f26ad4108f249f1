import { formatNumber } from '@muster/ui/format';
import { useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { acknowledgeAll } from './acts.ts';
import type { LocalReceipt } from './local-receipt.ts';
import { manyWords as many } from './many.words.ts';
import o from './orders.module.css';
import { limitText, originText } from './receipt-text.ts';

interface SheetProps {
  receipts: LocalReceipt[];
  now: Date;
  by: string;
  onClose: () => void;
}

/** All that waits to be acknowledged, ticked; one tap acknowledges them together. What was changed is not among them: it is read first. */
export function SignAllSheet({ receipts, now, by, onClose }: SheetProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = receipts.filter((receipt) => !left.has(receipt.id));

  async function sign() {
    if (chosen.length === 0) return;
    await acknowledgeAll(chosen, by);
    announce(many.signedAll(formatNumber(chosen.length)));
    onClose();
  }

  function toggle(id: string) {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  }

  return (
    <Sheet
      title={many.signTitle}
      onClose={onClose}
      dock={
        <Button isMissing={chosen.length === 0} onTap={() => void sign()}>
          {chosen.length === 0
            ? many.signNone
            : chosen.length === receipts.length
              ? many.signAll(formatNumber(chosen.length))
              : many.signSome(formatNumber(chosen.length))}
        </Button>
      }
    >
      <ul class={`${s.card} ${s.rows} ${o.gap}`}>
        {receipts.map((receipt) => (
          <li key={receipt.id}>
            {/* biome-ignore lint/a11y/useSemanticElements: a whole row as one checkbox, 48 px high */}
            <button
              type="button"
              role="checkbox"
              aria-checked={!left.has(receipt.id)}
              class={`${s.row} ${s.plain}`}
              onClick={() => toggle(receipt.id)}
            >
              <span>
                {receipt.order.title}
                <p class={receipt.attention.state === 'late' ? s.late : ''}>
                  {receipt.attention.state === 'late' ? limitText(receipt, now) : originText(receipt, now)}
                </p>
              </span>
              <span class={s.box}>
                <Icon name="check" />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
