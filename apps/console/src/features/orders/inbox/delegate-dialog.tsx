import { newId } from '@muster/client/ids';
import { levelOfCode } from '@muster/contract/areas/area-code';
import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { formatDayTime, formatNumber, spokenNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { orderTitle } from '@muster/ui/words/support.words';
import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../../app/clock.ts';
import { Dialog } from '../../../app/dialog.tsx';
import { useCommand } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { orderPageWords } from '../order/order-page.words.ts';
import { orderWords } from '../orders.words.ts';
import { TimeField } from '../time-field.tsx';
import { UnitSelect } from '../unit-select.tsx';
import styles from './inbox.module.css';

const words = orderWords.delegate;

/**
 * Breaks an order down for the areas below. All of them are ticked; the limits are those set above and may only be put
 * later: an earlier one is not offered, because time lost at every level is what people below complain of first.
 */
export function DelegateDialog({ receipt, onClose }: { receipt: ReceiptDetail; onClose: () => void }) {
  const [orderId] = useState(() => newId());
  const [revision] = useState(receipt.revision);
  // Where nothing is below, an order is answered about the area itself, which nobody delegates to.
  // Whoever asks for support cannot be asked to give it himself; and who can help is chosen, not all of them ticked.
  const isRequest = receipt.order.kind === 'supportRequest';
  const areas = receipt.things.filter(
    (thing) => thing.code !== receipt.areaCode && !(isRequest && thing.code === receipt.order.issuerCode),
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set(isRequest ? areas.map((area) => area.code) : []));
  const [units, setUnits] = useState<{ id: string; name: string }[]>([]);
  const [note, setNote] = useState('');
  const [later, setLater] = useState(false);
  const [acknowledgeBy, setAcknowledgeBy] = useState(receipt.order.acknowledgeBy);
  const [answerBy, setAnswerBy] = useState(receipt.order.answerBy);
  const delegate = useCommand('delegateReceipt', {
    refresh: ['listInbox', 'getInboxSummary', 'getReceipt', 'getOrder', 'listOrders', 'listFeed'],
    onDone: onClose,
  });
  const { order } = receipt;
  const now = serverNow();
  // Who set which limit: everybody above, or the one who sent it.
  const limits = receipt.chain.length > 0 ? receipt.chain : [{ ...order, orderId: receipt.orderId }];
  const codes = areas.map((area) => area.code).filter((code) => !left.has(code));
  const level = levelOfCode(codes[0] ?? '') ?? 'grid';

  return (
    <Dialog
      title={words.title(spokenNumber(order.numberText))}
      width={520}
      act={
        codes.length + units.length === 0
          ? words.pick
          : words.go(
              words.goUnits(
                codes.length === 0 ? '' : shared.levelCount[level](formatNumber(codes.length)),
                units.length === 0 ? '' : words.unitCount(formatNumber(units.length)),
              ),
            )
      }
      disabled={codes.length + units.length === 0}
      pending={delegate.isPending}
      onAct={() =>
        delegate.mutate({
          receiptId: receipt.id,
          orderId,
          revision,
          areaCodes: codes,
          ...(units.length > 0 ? { unitIds: units.map((unit) => unit.id) } : {}),
          ...(note.trim() ? { note: note.trim() } : {}),
          ...(later ? { acknowledgeBy, ...(answerBy ? { answerBy } : {}) } : {}),
        })
      }
      onKeep={onClose}
    >
      <p className="t2">{orderTitle(order)}</p>
      <fieldset className={styles.field}>
        <legend>{words.to}</legend>
        <Checkbox
          checked={left.size === 0}
          indeterminate={left.size > 0 && codes.length > 0}
          onChange={(event) => setLeft(new Set(event.target.checked ? [] : areas.map((area) => area.code)))}
        >
          {words.all}
        </Checkbox>
        <div className={styles.things}>
          {areas.map(({ code, name }) => (
            <Checkbox
              key={code}
              checked={!left.has(code)}
              onChange={(event) => {
                const next = new Set(left);
                if (event.target.checked) next.delete(code);
                else next.add(code);
                setLeft(next);
              }}
            >
              {name}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <div className={styles.field}>
        <UnitSelect label={words.units} placeholder={words.unitsPlaceholder} value={units} onChange={setUnits} />
      </div>
      <fieldset className={styles.field}>
        <legend>
          {words.limits} <span className="t3">{words.sameLimits}</span>
        </legend>
        {limits.map((above) => (
          <div key={above.orderId} className="s13 t2">
            {words.seenBy(above.issuerName)}
            {orderPageWords.page.acknowledgeBefore(formatDayTime(above.acknowledgeBy, now))}
            {above.answerBy ? `${words.and}${orderPageWords.page.answerBefore(formatDayTime(above.answerBy, now))}` : ''}
          </div>
        ))}
        {later ? (
          <div className={styles.times}>
            <TimeField
              label={shared.limit.acknowledge}
              value={acknowledgeBy}
              earliest={Date.parse(order.acknowledgeBy)}
              onChange={setAcknowledgeBy}
            />
            {order.answerBy && answerBy ? (
              <TimeField label={shared.limit.answer} value={answerBy} earliest={Date.parse(order.answerBy)} onChange={setAnswerBy} />
            ) : null}
          </div>
        ) : null}
        <button type="button" className="lnk s13" onClick={() => setLater(!later)}>
          {later ? words.sameAgain : words.later}
        </button>
      </fieldset>
      <div className={styles.field}>
        <label htmlFor="delegate-note">{words.note}</label>
        <Input.TextArea
          id="delegate-note"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          placeholder={words.notePlaceholder}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <ProblemLine problem={delegate.error} />
    </Dialog>
  );
}
