import { formatEffort, formatShortTime, spokenNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { supportWords } from '@muster/ui/words/support.words';
import { useEffect, useState } from 'preact/hooks';
import { appWords } from '../../app/app.words.ts';
import { Frame } from '../../app/frame.tsx';
import { cameFrom, Link, paths } from '../../app/nav.tsx';
import { useNowBefore } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading, Skeleton, UrgencyTag } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { useAreasBelow } from '../areas/areas-below.ts';
import { ToldOn } from '../notifications/told-on.tsx';
import { noteOpened } from './acts.ts';
import { AnswerGiven } from './answer-given.tsx';
import { AskedOf } from './asked-of.tsx';
import { BelowSummary } from './below-summary.tsx';
import { ChangeCard } from './change-card.tsx';
import { DelegateSheet } from './delegate-sheet.tsx';
import { DeskSeen } from './desk-seen.tsx';
import { useReceipt } from './inbox.ts';
import type { LocalReceipt } from './local-receipt.ts';
import { OrderDock } from './order-dock.tsx';
import { OrderFiles } from './order-files.tsx';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';
import { headNumber, limitText, standingText } from './receipt-text.ts';
import { SupportGroup } from './support-group.tsx';
import { TimeAxis } from './time-axis.tsx';

/** One order as its recipient has it (11-order): until when, what, what is asked, who of the desk has seen it. */
export function OrderPage({ receiptId }: { receiptId: string }) {
  const { receipt, error, retry } = useReceipt(receiptId);
  const { person } = useSession();
  const now = useNowBefore(receipt?.attention.until);
  const [isDelegating, setDelegating] = useState(false);
  // Whoever asks for support cannot be asked to give it himself.
  const below = (useAreasBelow(receipt?.areaCode ?? '', receipt?.can.delegate === true).data?.items ?? []).filter(
    (area) => receipt?.order.kind === 'order' || area.code !== receipt?.order.issuerCode,
  );
  const from = cameFrom();
  const back = from === 'today' ? { to: paths.today(), label: appWords.tabs.today } : { to: paths.orders(), label: appWords.tabs.orders };

  const isKnown = receipt !== undefined;
  const isUnopened = receipt?.isUnacknowledged && receipt.state !== 'opened';
  // Once a visit, as soon as it is there to be read.
  useEffect(() => {
    if (receipt && (isUnopened || !receipt.desk.find((one) => one.personId === person.id)?.openedAt)) noteOpened(receipt, person.name);
  }, [receiptId, isKnown]);

  return (
    <Frame
      title={receipt ? headNumber(receipt.order) : w.title}
      back={back}
      dock={receipt && <OrderDock receipt={receipt} by={person.name} onDelegate={below.length > 0 ? () => setDelegating(true) : null} />}
    >
      {!receipt && !error && <Skeleton lines={6} />}
      {error && <Problem error={error} onRetry={retry} />}
      {receipt && <OrderBody receipt={receipt} now={now} />}
      {receipt && isDelegating && (
        <DelegateSheet receipt={receipt} below={below} now={now} by={person.name} onClose={() => setDelegating(false)} />
      )}
    </Frame>
  );
}

function OrderBody({ receipt, now }: { receipt: LocalReceipt; now: Date }) {
  const { order } = receipt;
  return (
    <>
      <div class={o.meta}>
        <UrgencyTag urgency={order.urgency} />
        {order.kind === 'supportRequest' && <span class={`${s.tag} ${s.routine}`}>{supportWords.request}</span>}
        <b class={receipt.attention.state === 'late' ? s.late : ''}>{limitText(receipt, now)}</b>
      </div>
      <h2 class={`${s.xl} ${o.title}`}>{order.title}</h2>
      <p class={s.sub}>
        {order.issuerName} {order.issuerPersonName}
      </p>
      <Standing receipt={receipt} now={now} />
      <ChangeCard receipt={receipt} now={now} />
      <div class={o.axis}>
        <TimeAxis receipt={receipt} now={now} />
      </div>
      <AskedFor receipt={receipt} now={now} />
      {order.body !== '' && <p class={o.text}>{order.body}</p>}
      {/* What an earlier version of the app has kept knows of no files. */}
      <OrderFiles files={order.attachments ?? []} />
      {receipt.delegated && <BelowSummary receipt={receipt} />}
      {receipt.answer ? (
        <AnswerGiven receipt={receipt} now={now} />
      ) : (
        order.questions.length > 0 && (
          <>
            <Heading aside={receipt.answerSecondsMedian ? w.about(formatEffort(receipt.answerSecondsMedian)) : undefined}>
              {receipt.isUnacknowledged ? w.askedAfter : w.asked}
            </Heading>
            <AskedOf receipt={receipt} />
          </>
        )
      )}
      {!order.asksAnswer && receipt.isUnacknowledged && <p class={`${s.sub} ${o.gap}`}>{w.nothingAsked}</p>}
      {order.kind === 'order' && receipt.recipient === 'desk' && (
        <SupportGroup about={order} mayAsk={receipt.may.requestSupport} now={now} />
      )}
      <Heading>{w.whoSaw}</Heading>
      <DeskSeen receipt={receipt} now={now} />
      <ToldOn receiptId={receipt.id} />
    </>
  );
}

/** Of a request: by when it is needed, and the order that it is for. */
function AskedFor({ receipt, now }: { receipt: LocalReceipt; now: Date }) {
  const { ask, about } = receipt.order;
  const parts = [
    ask && ask.kind !== 'decision' && ask.neededAt ? supportWords.neededBy(formatShortTime(ask.neededAt, now)) : '',
    about ? supportWords.about(`${spokenNumber(about.numberText)} ${about.title}`) : '',
  ].filter(Boolean);
  return parts.length > 0 ? <p class={`${s.sub} ${o.gap}`}>{parts.join(w.join)}</p> : null;
}

/** What is true of it now besides the limit: waits for signal, sent back, settled. */
function Standing({ receipt, now }: { receipt: LocalReceipt; now: Date }) {
  if (receipt.waits.length > 0) {
    return (
      <Link to={paths.outbox()} class={`${o.banner} ${o.calm}`}>
        <Icon name="clock" />
        <span>{standingText(receipt, now)}</span>
      </Link>
    );
  }
  // Also to whom it had nothing left to do: that it was withdrawn is told to everybody whom it reached.
  if (receipt.order.state === 'withdrawn' || receipt.state === 'closed') {
    const { closedAt, closedBy, closeNote } = receipt.order;
    const how = receipt.order.state === 'withdrawn' ? 'withdrawn' : 'closed';
    const who = [closedBy ?? receipt.order.issuerName, closedAt ? formatShortTime(closedAt, now) : ''].join(' ');
    return (
      <div class={`${o.banner} ${o.calm}`}>
        <Icon name="check" />
        <span>
          <b>{w.settled[how]}</b>
          {[who, closeNote ? w.why(closeNote) : ''].filter(Boolean).join(w.join)}
        </span>
      </div>
    );
  }
  if (receipt.state === 'sentBack') {
    return (
      <div class={o.banner}>
        <Icon name="warning" />
        <span>
          <b>{receipt.sentBackBy ? w.sentBackBy(receipt.sentBackBy) : shared.receiptState.sentBack}</b>
          {receipt.sentBackReason}
        </span>
      </div>
    );
  }
  if (receipt.isUnacknowledged || receipt.needsDesk || receipt.state === 'delegated') return null;
  const when = receipt.answeredAt ?? receipt.acknowledgedAt;
  const text = standingText(receipt, now);
  return (
    <p class={`${o.banner} ${o.calm}`}>
      <Icon name={receipt.isOpen ? 'clock' : 'check'} />
      <span>{receipt.isOpen || !when ? text : w.settledAt(text, formatShortTime(when, now))}</span>
    </p>
  );
}
