import type { ReceiptChannel } from '@muster/contract/notifications/notifications.operations';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { channelReason, channelWords } from '@muster/ui/words/channels.words';
import { Popover } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { Icon } from '../../app/icons.tsx';
import { useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import styles from './receipt-channels.module.css';
import { receiptChannelsWords as words } from './receipt-channels.words.ts';

/** On which ways a desk was told of an order and what came of each; read when somebody asks. */
export function ReceiptChannels({ receiptId, name }: { receiptId: string; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={words.title(name)}
      content={open ? <ChannelList receiptId={receiptId} /> : null}
    >
      <button type="button" className={styles.open} aria-label={words.title(name)} title={words.open}>
        <Icon name="channels" size={14} />
      </button>
    </Popover>
  );
}

function ChannelList({ receiptId }: { receiptId: string }) {
  const channels = useView('getReceiptChannels', { receiptId }, { staleTime: 0 });
  const now = serverNow();
  return (
    <div className={styles.list}>
      <Loaded query={channels} lines={2}>
        {({ screen, items }) => (
          <ul>
            <li>
              <b>{words.screen}</b>
              <span className={screen.count > 0 ? 't2' : 'wait'}>
                {screen.at ? words.screens(formatNumber(screen.count), formatShortTime(screen.at, now)) : words.noScreen}
              </span>
            </li>
            {items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: messages of one event on one channel have no identity of their own.
              <li key={index}>
                <b>{item.kind === 'webPush' ? channelWords.kind.webPush : item.name}</b>
                <span className={item.state === 'refused' || (item.state === 'queued' && item.code) ? 'wait' : 't2'}>
                  {stateText(item, now)}
                </span>
              </li>
            ))}
            {items.length === 0 && <li className="t3">{words.noOther}</li>}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

/** 下达 已发 10:12；催办 没发成，还在试：对方没回应 */
function stateText(item: ReceiptChannel, now: number): string {
  const what = channelWords.what[item.what] ?? item.what;
  const when = formatShortTime(item.at, now);
  if (item.state === 'sent')
    return words.sent(what, channelWords.state.sent, item.of > 1 ? words.ofThem(formatNumber(item.sent), formatNumber(item.of)) : '', when);
  if (item.state === 'queued' && !item.code) return words.waits(what, when);
  const state = item.state === 'queued' ? channelWords.retrying : channelWords.state[item.state];
  return words.failed(what, state, channelReason(item.code, item.detail));
}

/** Behind "not delivered": which ways failed, and why. One read for all rows of an order. */
export function UndeliveredWhy({ orderId, receiptId, areaCode }: { orderId: string; receiptId: string; areaCode: string }) {
  const undelivered = useView('listUndelivered', { orderId });
  const failed = (undelivered.data?.items ?? []).filter(
    (one) => one.receiptId === receiptId || (one.receiptId === null && areaCode.startsWith(one.areaCode)),
  );
  const [first] = failed;
  if (!first) return null;
  const name = first.kind === 'webPush' ? channelWords.kind.webPush : first.name;
  return <span className="wait"> · {words.why(name, channelReason(first.code), formatNumber(failed.length - 1))}</span>;
}
