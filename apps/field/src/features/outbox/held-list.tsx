import { newId } from '@muster/client/ids';
import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { HeldCommand } from '@muster/contract/held/held.operations';
import { formatNumber, formatShortTime, spokenNumber } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { useState } from 'preact/hooks';
import { callInTime, queryClient, useView } from '../../app/query-client.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Heading } from '../../pieces/pieces.tsx';
import { asProblem } from '../../pieces/problem.tsx';
import { entryText } from './entry-text.ts';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';

/**
 * What the server holds and this phone does not have: sent from another device, or from this one before its storage was
 * cleared; and what colleagues of the desk have been waiting with for too long.
 */
export function HeldList({ entries, now }: { entries: readonly OutboxEntry[]; now: Date }) {
  const { data } = useView('listHeldCommands', {});
  const here = new Set(entries.map((entry) => entry.commandId));
  const items = (data?.items ?? []).filter(
    (item) => !here.has(item.commandId) && (item.isMine || item.flaggedAt || item.state === 'refused'),
  );
  if (items.length === 0) return null;
  return (
    <>
      <Heading aside={formatNumber(items.length)}>{w.heldAbove}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {items.map((item) => (
          <li key={item.commandId} class={`${s.row} ${x.line}`}>
            <Icon name={item.flaggedAt || item.state === 'refused' ? 'warning' : 'clock'} size={16} />
            <HeldItem item={item} now={now} />
            <span class={s.sub}>{formatShortTime(item.doneAt, now)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function HeldItem({ item, now }: { item: HeldCommand; now: Date }) {
  const [error, setError] = useState<string | null>(null);
  const text = entryText({ operation: item.operation as OutboxEntry['operation'], about: { numberText: item.numberText }, input: {} });
  const why =
    item.state === 'refused' && item.problem
      ? problemText(item.problem)
      : (item.waitsFor === 'file' ? w.waitsForPhoto : w.waitsForStep) +
        (item.flaggedAt ? w.comma + w.heldSince(formatShortTime(item.heldAt, now)) : '');

  async function giveUp() {
    setError(null);
    try {
      await callInTime('discardHeldCommand', { commandId: newId(), heldCommandId: item.commandId });
      await queryClient.invalidateQueries({ queryKey: ['listHeldCommands'] });
    } catch (fault) {
      setError(problemText(asProblem(fault as Error)));
    }
  }

  return (
    <div>
      {item.isMine ? text : w.by(item.personName, text)}
      {item.numberText && !text.includes(spokenNumber(item.numberText)) ? ` ${spokenNumber(item.numberText)}` : ''}
      <p>{why}</p>
      {error && <p class={s.error}>{error}</p>}
      {item.may.discard && (
        <Button look="quiet" small onTap={() => void giveUp()}>
          {w.drop}
        </Button>
      )}
    </div>
  );
}
