import { channelWords } from '@muster/ui/words/channels.words';
import { useView } from '../../app/query-client.ts';
import s from '../../pieces/pieces.module.css';
import { pushWords as w } from './push.words.ts';

/** On which other ways this desk was told; a line only where there was one. */
export function ToldOn({ receiptId }: { receiptId: string }) {
  const channels = useView('getReceiptChannels', { receiptId });
  const sent = (channels.data?.items ?? []).filter((one) => one.state === 'sent');
  const names = [...new Set(sent.map((one) => (one.kind === 'webPush' ? channelWords.kind.webPush : one.name)))];
  return names.length === 0 ? null : <p class={s.sub}>{w.also(names.join(w.join))}</p>;
}
