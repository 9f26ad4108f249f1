import type { ResultOf } from '@muster/contract/operation';
import { zoneStrictness } from '@muster/contract/zones/zone-regimes';
import type { getZoneNotice } from '@muster/contract/zones/zones.operations';
import { formatDayTime, formatNumber } from '@muster/ui/format';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { Dialog } from '../../app/dialog.tsx';
import page from '../../app/page.module.css';
import { useCommand, useView } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Loaded } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { Field } from '../../parts/field.tsx';
import { compoundWords } from '../compounds/compounds.words.ts';
import { ZoneMark } from './zone-mark.tsx';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

type Notice = ResultOf<typeof getZoneNotice>;

/** One notice: what it says, from when, and what it made of which places. */
export function NoticePage() {
  const { noticeId } = useParams({ from: '/_desk/zones/notices/$noticeId' });
  const notice = useView('getZoneNotice', { noticeId });
  return <Loaded query={notice}>{(data) => <Shown key={data.id} notice={data} />}</Loaded>;
}

function Shown({ notice }: { notice: Notice }) {
  useTitle(notice.number);
  const now = serverNow();
  const [withdrawing, setWithdrawing] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useCommand('withdrawZoneNotice', {
    refresh: ['getZoneNotice', 'listZoneNotices', 'listZones', 'summariseZones', 'getZone', 'listZoneHistory'],
    onDone: () => setWithdrawing(false),
  });
  const isAhead = Date.parse(notice.effectiveAt) > now;
  return (
    <div className={styles.page}>
      <nav className="crumb">
        <Link to="/zones">{words.title}</Link>
        <span aria-hidden="true">›</span>
        {notice.areaName}
      </nav>
      <header className={page.head}>
        <div>
          <h1>{notice.number}</h1>
          <p className="t2">
            {notice.withdrawn ? (
              words.withdrawn(notice.withdrawn.reason)
            ) : (
              <>
                <b>{(isAhead ? words.takesEffect : words.tookEffect)(formatDayTime(notice.effectiveAt, now))}</b> · {notice.reason}
              </>
            )}
          </p>
          <p className="t3 s13">
            {words.issued} {formatDayTime(notice.issuedAt, now)} {notice.issuedBy} · {notice.regimeName}
          </p>
        </div>
        {notice.may.withdraw && (
          <div className={page.acts}>
            <Button onClick={() => setWithdrawing(true)}>{words.withdraw}</Button>
          </div>
        )}
      </header>
      <ul className={page.facts}>
        {(['compounds', 'households', 'residents'] as const).map((key) => (
          <li key={key}>
            <b>{formatNumber(notice[key])}</b>
            {key === 'compounds' ? compoundWords.of.compounds : compoundWords.facts[key]}
          </li>
        ))}
      </ul>
      <section className={page.section}>
        <h2>{words.says}</h2>
        {notice.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items of a notice that is issued never change
          <div key={index} className={styles.zone}>
            <ZoneMark strictness={strictnessOf(notice, item.levelName)}>{item.levelName ?? words.lift}</ZoneMark>
            <span>
              {item.includeText.join('、')}
              {item.exceptText.length > 0 && ` ${words.except} ${item.exceptText.join('、')}`}
            </span>
            <span className="t3 s12">{item.until ? words.planned(formatDayTime(item.until, now)) : ''}</span>
          </div>
        ))}
        {notice.text && <p className="t2">{notice.text}</p>}
      </section>
      {notice.zones.length > 0 && !notice.withdrawn && <Made zones={notice.zones} />}
      {withdrawing && (
        <Dialog
          title={words.withdrawTitle(notice.number)}
          act={words.withdrawAct}
          keep={words.keepIt}
          pending={withdraw.isPending}
          disabled={reason.trim().length < 2}
          onAct={() => withdraw.mutate({ noticeId: notice.id, reason: reason.trim() })}
          onKeep={() => setWithdrawing(false)}
        >
          <p>{words.withdrawText}</p>
          <Field label={words.withdrawReason} pointer="reason" problem={withdraw.error}>
            {(field) => <Input {...field} autoFocus maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />}
          </Field>
          <ProblemLine problem={withdraw.error} />
        </Dialog>
      )}
    </div>
  );
}

function strictnessOf(notice: Notice, levelName: string | null) {
  return notice.zones.find((zone) => zone.levelName === levelName)?.strictness ?? null;
}

/** What it made, the strictest first; of what is only cautioned how many there are. */
function Made({ zones }: { zones: Notice['zones'] }) {
  const order = (strictness: Notice['zones'][number]['strictness']) =>
    strictness ? zoneStrictness.indexOf(strictness) : zoneStrictness.length;
  const closed = zones.filter(({ strictness }) => strictness !== 'precaution').sort((a, b) => order(a.strictness) - order(b.strictness));
  const cautioned = zones.filter(({ strictness }) => strictness === 'precaution');
  return (
    <section className={page.section}>
      <h2>{words.made}</h2>
      {closed.map((zone) => (
        <div key={zone.id} className={styles.row}>
          <span>
            {zone.levelName ? (
              <Link to="/zones/$zoneId" params={{ zoneId: zone.id }}>
                {zone.place}
              </Link>
            ) : (
              zone.place
            )}
          </span>
          <ZoneMark strictness={zone.strictness}>{zone.levelName ?? words.exception}</ZoneMark>
        </div>
      ))}
      {cautioned.length > 0 && (
        <div className={styles.row}>
          <span className="t2">{words.cautioned(formatNumber(cautioned.length))}</span>
          <ZoneMark strictness="precaution">{cautioned[0]?.levelName}</ZoneMark>
        </div>
      )}
    </section>
  );
}
