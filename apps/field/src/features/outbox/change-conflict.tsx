import type { OutboxEntry } from '@muster/client/outbox/entry';
import { orderDifference } from '@muster/ui/difference';
import { formatShortTime } from '@muster/ui/format';
import { amendWords } from '@muster/ui/words/amend.words';
import { outbox } from '../../app/device.ts';
import { useView } from '../../app/query-client.ts';
import s from '../../pieces/pieces.module.css';
import { Button } from '../../pieces/pieces.tsx';
import { ChangeParts } from '../orders/change-parts.tsx';
import { entryText } from './entry-text.ts';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';

interface ConflictProps {
  entry: OutboxEntry;
  now: Date;
  /** Back to where it was written, with what was written. Answers alone have such a place. */
  onChange: (() => void) | null;
  onDrop: () => void;
}

/**
 * The order was changed after this was written, without network. Shown is what changed since then; it is sent as it is, knowing
 * that, or written again, or given up: nothing by itself.
 */
export function ChangeConflict({ entry, now, onChange, onDrop }: ConflictProps) {
  const { data: receipt } = useView('getReceipt', { receiptId: entry.subject });
  const orderId = receipt?.orderId ?? '';
  const { data } = useView('listRevisions', { orderId }, { enabled: orderId !== '' });
  const seen = Number(entry.input.revision ?? 1);
  const before = data?.items.find((one) => one.revision === seen);
  const after = data?.items[0];
  const steps = (data?.items ?? []).filter((one) => one.revision > seen).reverse();

  async function sendAnyway() {
    if (!after) return;
    const { operation, subject, about, files, clock, input } = entry;
    await outbox().replace(entry.sequence, {
      operation,
      subject,
      about,
      input: { ...input, revision: after.revision },
      ...(files ? { files } : {}),
      ...(clock ? { clock } : {}),
    });
  }

  return (
    <section class={`${s.card} ${x.item}`} aria-label={entryText(entry)}>
      <b>{[entryText(entry), w.conflict.changed].join(w.join)}</b>
      <p class={s.sub}>{w.changedWhy}</p>
      {steps.map((step) => (
        <p key={step.revision} class={s.sub}>
          {[amendWords.changedBy(step.byName, formatShortTime(step.at, now)), step.reason ? amendWords.reason(step.reason) : '']
            .filter(Boolean)
            .join(' · ')}
        </p>
      ))}
      {before && after && <ChangeParts difference={orderDifference(before, after)} now={now} />}
      <div class={`${s.halves} ${x.acts}`}>
        <Button look="quiet" small onTap={onChange ?? onDrop}>
          {onChange ? w.change : w.drop}
        </Button>
        <Button small disabled={!after} onTap={() => void sendAnyway()}>
          {w.sendAnyway}
        </Button>
      </div>
    </section>
  );
}
