import { formatShortTime } from '@muster/ui/format';
import { useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import type { AreaBelow } from '../areas/areas-below.ts';
import { delegate } from './acts.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';
import { areasText, setterText } from './receipt-text.ts';

interface SheetProps {
  receipt: LocalReceipt;
  below: AreaBelow[];
  now: Date;
  by: string;
  onClose: () => void;
}

/** Three taps (DESIGN §12.3): 转办 · everything below is ticked · 转办给 4 个网格. The limit is the one from above; an earlier one is not offered. */
export function DelegateSheet({ receipt, below, now, by, onClose }: SheetProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const chosen = below.filter((area) => !left.has(area.code));
  const { answerBy } = receipt.order;

  function toggle(code: string) {
    const next = new Set(left);
    if (!next.delete(code)) next.add(code);
    setLeft(next);
  }

  async function send() {
    if (chosen.length === 0) return;
    await delegate(
      receipt,
      chosen.map((area) => area.code),
      note.trim(),
      by,
    );
    announce(w.delegated);
    onClose();
  }

  const [only] = chosen.length === 1 ? chosen : [];
  return (
    <Sheet
      title={w.delegateTitle}
      onClose={onClose}
      dock={
        <Button isMissing={chosen.length === 0} onTap={() => void send()}>
          {chosen.length === 0 ? w.delegateToNone : w.delegateTo(only ? only.shortName : areasText(receipt, chosen.length))}
        </Button>
      }
    >
      {answerBy && <p class={s.sub}>{[w.answerUntil(formatShortTime(answerBy, now)), setterText(receipt)].join(w.join)}</p>}
      <p class={s.sub}>{w.limitStays}</p>
      <ul class={`${s.card} ${s.rows} ${o.gap}`}>
        {below.map((area) => (
          <li key={area.code}>
            {/* biome-ignore lint/a11y/useSemanticElements: a whole row as one checkbox, 48 px high */}
            <button
              type="button"
              role="checkbox"
              aria-checked={!left.has(area.code)}
              class={`${s.row} ${s.plain}`}
              onClick={() => toggle(area.code)}
            >
              <span>
                {area.shortName}
                {area.onDuty === 0 && <p>{w.nobodyOnDuty}</p>}
              </span>
              <span class={s.box}>
                <Icon name="check" />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {below.length > 1 && (
        <button type="button" class={s.link} onClick={() => setLeft(new Set(left.size === 0 ? below.map((area) => area.code) : []))}>
          {left.size === 0 ? w.tickNone : w.tickAll}
        </button>
      )}
      <label class={s.field}>
        <span>{w.delegateNote}</span>
        <textarea class={s.input} maxLength={2000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
    </Sheet>
  );
}
