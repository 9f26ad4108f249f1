import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { Building } from '@muster/contract/compounds/compounds.operations';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { outbox } from '../../app/device.ts';
import { useView } from '../../app/query-client.ts';
import s from '../../pieces/pieces.module.css';
import { Button } from '../../pieces/pieces.tsx';
import { conflictText, entryText } from './entry-text.ts';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';

/** Somebody changed the compound meanwhile: what stands there now beside what was counted here; one of the two is chosen. */
export function CountConflict({ entry, now, onDrop }: { entry: OutboxEntry; now: Date; onDrop: () => void }) {
  const { data: compound } = useView('getCompound', { compoundId: entry.subject });
  const [mine] = entry.input.put as Building[];
  const there = compound?.buildingList.find((one) => one.id === mine?.id);
  const text = (one: Building) => w.people(formatNumber(one.households), formatNumber(one.residents));

  /** My counts on what stands there now: what the other changed besides stays. */
  async function useMine() {
    if (!compound || !there || !mine) return;
    const { operation, subject, about, input, clock } = entry;
    const put = [{ ...there, households: mine.households, residents: mine.residents }];
    await outbox().replace(entry.sequence, {
      operation,
      subject,
      about,
      input: { ...input, version: compound.version, put },
      ...(clock ? { clock } : {}),
    });
  }

  return (
    <section class={`${s.card} ${x.item}`} aria-label={entryText(entry)}>
      <b>{[entryText(entry), conflictText(entry)].join(w.join)}</b>
      <div class={x.versus}>
        <div>
          <span>{w.standsThere}</span>
          <b>{there ? text(there) : compound ? w.goneNow : ''}</b>
        </div>
        <div class={x.mine}>
          <span>{w.mine(formatShortTime(entry.doneAt, now))}</span>
          <b>{mine ? text(mine) : ''}</b>
        </div>
      </div>
      <div class={`${s.halves} ${x.acts}`}>
        <Button look="quiet" small onTap={onDrop}>
          {w.useStanding}
        </Button>
        <Button small disabled={!there} onTap={() => void useMine()}>
          {w.useMine}
        </Button>
      </div>
    </section>
  );
}
