import type { Channel } from '@muster/contract/notifications/notifications.operations';
import { formatNumber } from '@muster/ui/format';
import { Button } from 'antd';
import { useState } from 'react';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { Empty, Loaded } from '../../app/states/states.tsx';
import { Table } from '../../app/table.tsx';
import { useTitle } from '../../app/use-title.ts';
import { ChannelForm } from './channel-form.tsx';
import { ChannelRow } from './channel-row.tsx';
import styles from './channels.module.css';
import { channelsWords as words } from './channels.words.ts';

/** Ways out besides the screen: what fails stands first, with why and what to do; the rest is a line each. */
export function ChannelsPage() {
  useTitle(words.title);
  const [editing, setEditing] = useState<Channel | 'new' | null>(null);
  const channels = useView('listChannels', {}, { staleTime: 5000 });
  const items = channels.data?.items ?? [];
  const wrong = items.filter((one) => one.on && one.failure).length;
  const worstFirst = [...items].sort((a, b) => Number(b.on && b.failure !== null) - Number(a.on && a.failure !== null));
  return (
    <div className={styles.page}>
      <header className={page.head}>
        <div>
          <h1>{words.title}</h1>
          {channels.data &&
            (wrong > 0 ? (
              <p>
                <b className="wait">{words.wrong(formatNumber(wrong), formatNumber(items.length - wrong))}</b>
              </p>
            ) : (
              <p className="t2">{words.allWell(formatNumber(items.length))}</p>
            ))}
        </div>
        <Button type="primary" onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      </header>
      <p className="t2 s13">{words.lead}</p>
      <Loaded query={channels} lines={6}>
        {(data) => (
          <>
            <ul className={styles.rules}>
              <li>{words.atOnce}</li>
              <li>{words.digest(formatNumber(data.digestMinutes))}</li>
              <li>{data.quiet ? words.quiet(data.quiet.from, data.quiet.to) : words.noQuiet}</li>
              <li className={data.publicUrl ? undefined : 'wait'}>{data.publicUrl ? words.link(data.publicUrl) : words.noLink}</li>
            </ul>
            <Table
              columns={[
                words.columns.name,
                words.columns.area,
                words.columns.from,
                words.columns.day,
                words.columns.now,
                { text: words.columns.acts, hidden: true },
              ]}
            >
              {worstFirst.map((channel) => (
                <ChannelRow key={channel.id} channel={channel} onEdit={() => setEditing(channel)} />
              ))}
            </Table>
            {items.length <= 1 && <Empty title={words.none} />}
          </>
        )}
      </Loaded>
      {editing && <ChannelForm channel={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </div>
  );
}
