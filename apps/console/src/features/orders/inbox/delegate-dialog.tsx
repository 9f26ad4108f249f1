import { newId } from '@muster/client/ids';
import { levelOfCode } from '@muster/contract/areas/area-code';
import type { ReceiptDetail } from '@muster/contract/orders/orders.operations';
import { formatDayTime, formatNumber, spokenNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../../app/clock.ts';
import { useCommand } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { orderWords } from '../orders.words.ts';
import { TimeField } from '../time-field.tsx';
import styles from './inbox.module.css';

const words = orderWords.delegate;

/**
 * Breaks an order down for the areas below. All of them are ticked; the limits are those set above and may only be put
 * later: an earlier one is not offered, because time lost at every level is what people below complain of first.
 */
export function DelegateDialog({ receipt, onClose }: { receipt: ReceiptDetail; onClose: () => void }) {
  const [orderId] = useState(() => newId());
  const [codes, setCodes] = useState<readonly string[]>(() => receipt.things.map((thing) => thing.code));
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
  const level = levelOfCode(codes[0] ?? receipt.things[0]?.code ?? '') ?? 'grid';
  const all = codes.length === receipt.things.length;

  return (
    <Modal
      open
      title={words.title(spokenNumber(order.numberText))}
      onCancel={onClose}
      width={520}
      footer={[
        <Button key="no" onClick={onClose}>
          {shared.action.cancel}
        </Button>,
        <Button
          key="go"
          type="primary"
          disabled={codes.length === 0}
          loading={delegate.isPending}
          onClick={() =>
            delegate.mutate({
              receiptId: receipt.id,
              orderId,
              areaCodes: [...codes],
              ...(note.trim() ? { note: note.trim() } : {}),
              ...(later ? { acknowledgeBy, ...(answerBy ? { answerBy } : {}) } : {}),
            })
          }
        >
          {codes.length === 0 ? words.pick : words.go(shared.levelCount[level](formatNumber(codes.length)))}
        </Button>,
      ]}
    >
      <p className="t2">{order.title}</p>
      <fieldset className={styles.field}>
        <legend>{words.to}</legend>
        <Checkbox
          checked={all}
          indeterminate={!all && codes.length > 0}
          onChange={(event) => setCodes(event.target.checked ? receipt.things.map((thing) => thing.code) : [])}
        >
          {words.all}
        </Checkbox>
        <div className={styles.things}>
          {receipt.things.map((thing) => (
            <Checkbox
              key={thing.code}
              checked={codes.includes(thing.code)}
              onChange={(event) =>
                setCodes(event.target.checked ? [...codes, thing.code].sort() : codes.filter((code) => code !== thing.code))
              }
            >
              {thing.name}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <fieldset className={styles.field}>
        <legend>
          {words.limits} <span className="t3">{words.sameLimits}</span>
        </legend>
        {receipt.chain.map((above) => (
          <div key={above.orderId} className="s13 t2">
            {words.seenBy(above.issuerName)}
            {orderWords.page.acknowledgeBefore(formatDayTime(above.acknowledgeBy, now))}
            {above.answerBy ? `，${orderWords.page.answerBefore(formatDayTime(above.answerBy, now))}` : ''}
          </div>
        ))}
        {receipt.chain.length === 0 ? (
          <div className="s13 t2">
            {words.seenBy(order.issuerName)}
            {orderWords.page.acknowledgeBefore(formatDayTime(order.acknowledgeBy, now))}
            {order.answerBy ? `，${orderWords.page.answerBefore(formatDayTime(order.answerBy, now))}` : ''}
          </div>
        ) : null}
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
    </Modal>
  );
}
