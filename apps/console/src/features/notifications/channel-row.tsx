import type { Channel } from '@muster/contract/notifications/notifications.operations';
import { formatNumber, formatRelative, formatShortTime } from '@muster/ui/format';
import { channelReason, channelWords } from '@muster/ui/words/channels.words';
import { useEffect } from 'react';
import { serverNow } from '../../app/clock.ts';
import { Icon } from '../../app/icons.tsx';
import { queryClient, useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import styles from './channels.module.css';
import { channelsWords as words } from './channels.words.ts';

/** One channel: for whom, whether it works and why not, and what can be done. */
export function ChannelRow({ channel, onEdit }: { channel: Channel; onEdit: () => void }) {
  const switching = useCommand('switchChannel', { refresh: ['listChannels'] });
  const testing = useCommand('testChannel', { refresh: ['listChannels'] });
  const isTesting = testing.isPending || channel.test?.state === 'queued';
  useLookAgain(isTesting);
  const { counts } = channel;
  const isUsed = counts.sent + counts.refused + counts.queued > 0;
  const isPush = channel.kind === 'webPush';
  const name = isPush ? channelWords.kind.webPush : channel.name;
  const failed = channel.failures.length;
  return (
    <tr>
      <td>
        <b>{name}</b>
        {isPush ? null : <div className={styles.kind}>{channelWords.kind[channel.kind]}</div>}
      </td>
      <td>
        {channel.areaName}
        <div className={styles.kind}>{words.covers[channel.covers]}</div>
      </td>
      <td className="t2">{words.from[channel.fromUrgency]}</td>
      <td className="t2">
        {isUsed ? words.day(formatNumber(counts.sent), formatNumber(counts.refused), formatNumber(counts.queued)) : words.dayNone}
      </td>
      <td>
        <Now channel={channel} />
        {channel.failure && channel.on && <div className="s13">{channelReason(channel.failure.code, channel.failure.detail)}</div>}
        {failed > 1 && (
          <details className={styles.failures}>
            <summary>{words.failures(formatNumber(failed))}</summary>
            <ul>
              {channel.failures.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: failures have no identity.
                <li key={index}>
                  {formatShortTime(one.at, serverNow())} {channelReason(one.code, one.detail)}
                </li>
              ))}
            </ul>
          </details>
        )}
        <TestResult channel={channel} isTesting={isTesting} />
        <ProblemLine problem={testing.error ?? switching.error} />
      </td>
      <td>
        <div className={styles.acts}>
          {!isPush && channel.on && (
            <button
              type="button"
              className="lnk"
              disabled={isTesting}
              aria-label={`${words.test} ${name}`}
              onClick={() => testing.mutate({ channelId: channel.id })}
            >
              {isTesting ? words.testing : words.test}
            </button>
          )}
          {!isPush && (
            <button type="button" className="lnk" aria-label={`${words.edit} ${name}`} onClick={onEdit}>
              {words.edit}
            </button>
          )}
          <button
            type="button"
            className="lnk"
            disabled={switching.isPending}
            aria-label={`${channel.on ? words.turnOff : words.turnOn} ${name}`}
            onClick={() => switching.mutate({ channelId: channel.id, on: !channel.on })}
          >
            {channel.on ? words.turnOff : words.turnOn}
          </button>
        </div>
      </td>
    </tr>
  );
}

function Now({ channel }: { channel: Channel }) {
  const now = serverNow();
  if (!channel.on) return <span className="t3">{words.off}</span>;
  if (channel.failure)
    return (
      <span className={`${styles.state} wait`}>
        <Icon name="warning" size={14} />
        {words.failed(formatRelative(channel.failure.at, now))}
        {channel.blockedUntil && channel.counts.queued > 0 ? `, ${words.retryAt(formatShortTime(channel.blockedUntil, now))}` : ''}
      </span>
    );
  return (
    <span className={styles.state}>
      {channel.lastSentAt && <Icon name="check" size={14} />}
      {channel.lastSentAt ? words.wellSent(formatRelative(channel.lastSentAt, now)) : words.untried}
    </span>
  );
}

/** What came of the last test, while it is fresh. */
function TestResult({ channel, isTesting }: { channel: Channel; isTesting: boolean }) {
  const { test } = channel;
  if (isTesting || !test || serverNow() - Date.parse(test.at) > 5 * 60_000) return null;
  // The channel's own fault stands there already.
  if (test.state === 'refused' && channel.failure) return null;
  return (
    <div role="status" className={test.state === 'sent' ? 't2 s13' : 'wait s13'}>
      {test.state === 'sent' ? words.testSent : test.state === 'refused' ? words.testFailed(channelReason(test.code, test.detail)) : null}
    </div>
  );
}

/** A test is under way elsewhere: its end is not in the journal, so it is looked for each second. */
function useLookAgain(isTesting: boolean): void {
  useEffect(() => {
    if (!isTesting) return;
    const timer = setInterval(() => void queryClient.invalidateQueries({ queryKey: ['listChannels'] }), 1000);
    return () => clearInterval(timer);
  }, [isTesting]);
}
