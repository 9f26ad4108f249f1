import { formatShortTime } from '@muster/ui/format';
import { useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { delegate } from './acts.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';
import { areasText, setterText } from './receipt-text.ts';

/** Three taps (DESIGN §12.3): 转办 · everything below is ticked · 转办给 4 个网格. The limit is the one from above; an earlier one is not offered. */
export function DelegateSheet({ receipt, now, by, onClose }: { receipt: LocalReceipt; now: Date; by: string; onClose: () => void }) {
  const below = receipt.things.filter((thing) => thing.code !== receipt.areaCode);
  const [chosen, setChosen] = useState(() => new Set(below.map((thing) => thing.code)));
  const [note, setNote] = useState('');
  const { answerBy } = receipt.order;
  const isAll = chosen.size === below.length;

  function toggle(code: string) {
    const next = new Set(chosen);
    if (!next.delete(code)) next.add(code);
    setChosen(next);
  }

  async function send() {
    if (chosen.size === 0) return;
    await delegate(
      receipt,
      below.map((thing) => thing.code).filter((code) => chosen.has(code)),
      note.trim(),
      by,
    );
    announce(w.delegated);
    onClose();
  }

  const only = chosen.size === 1 ? below.find((thing) => chosen.has(thing.code)) : undefined;
  return (
    <Sheet
      title={w.delegateTitle}
      onClose={onClose}
      dock={
        <Button isMissing={chosen.size === 0} onTap={() => void send()}>
          {chosen.size === 0
            ? w.delegateToNone
            : w.delegateTo(only && below.length > 1 ? ` ${only.name}` : ` ${areasText(receipt, chosen.size)}`)}
        </Button>
      }
    >
      {answerBy && <p class={s.sub}>{[w.answerUntil(formatShortTime(answerBy, now)), setterText(receipt)].join(w.join)}</p>}
      <p class={s.sub}>{w.limitStays}</p>
      <ul class={`${s.card} ${s.rows} ${o.gap}`}>
        {below.map((thing) => (
          <li key={thing.code}>
            {/* biome-ignore lint/a11y/useSemanticElements: a whole row as one checkbox, 48 px high */}
            <button
              type="button"
              role="checkbox"
              aria-checked={chosen.has(thing.code)}
              class={`${s.row} ${s.plain}`}
              onClick={() => toggle(thing.code)}
            >
              <span>{thing.name}</span>
              <span class={s.box}>
                <Icon name="check" />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {below.length > 1 && (
        <button type="button" class={s.link} onClick={() => setChosen(new Set(isAll ? [] : below.map((thing) => thing.code)))}>
          {isAll ? w.tickNone : w.tickAll}
        </button>
      )}
      <label class={s.field}>
        <span>{w.delegateNote}</span>
        <textarea class={s.input} maxLength={2000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
    </Sheet>
  );
}
