import { formatClock, formatShortTime } from '@muster/ui/format';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type AxisPoint, type PlacedPoint, placeOnAxis, spread } from './axis.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';
import { setterText } from './receipt-text.ts';

type Look = 'done' | 'late' | 'open' | 'now';
interface Mark extends AxisPoint {
  look: Look;
  label: string;
  time: string;
}

/** Issued, acknowledge-by, now, answer-by on one line (DESIGN 11): what has passed is ink, what was missed is red. */
export function TimeAxis({ receipt, now }: { receipt: LocalReceipt; now: Date }) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 358, scale: 1 });
  useLayoutEffect(() => {
    const measure = () => {
      const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      if (box.current) setSize({ width: box.current.clientWidth, scale: root });
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  const marks = marksOf(receipt, now, size.scale);
  const fitting = placeOnAxis(marks, 8, size.width - 8) as (PlacedPoint & Mark)[] | null;
  // Large type on a small phone: the line stays, the words become a list below it.
  const placed = fitting ?? spread(marks, 8, size.width - 8);
  const nowX = placed.find((mark) => mark.key === 'now')?.x ?? size.width - 8;
  const lateFrom = placed.find((mark) => mark.look === 'late')?.x;
  const line = 14;
  const firstText = 22 + 16 * size.scale;
  const secondText = firstText + 15 * size.scale;
  return (
    <div ref={box} role="img" aria-label={w.axis(placed.map((mark) => `${mark.time} ${mark.label}`).join(w.join))}>
      <svg
        width={size.width}
        height={fitting ? secondText + 5 : 28}
        font-size={13 * size.scale}
        style={{ overflow: 'visible' }}
        aria-hidden="true"
      >
        <path d={`M8 ${line}H${size.width - 8}`} stroke="var(--line-2)" stroke-width="2" />
        <path d={`M8 ${line}H${nowX}`} stroke="var(--ink)" stroke-width="2" />
        {lateFrom !== undefined && lateFrom < nowX && <path d={`M${lateFrom} ${line}H${nowX}`} stroke="var(--late)" stroke-width="2" />}
        {placed.map((mark, i) => (
          <MarkShape
            key={mark.key}
            mark={mark}
            line={line}
            texts={fitting ? [firstText, secondText] : null}
            anchor={i === 0 ? 'start' : i === placed.length - 1 ? 'end' : 'middle'}
          />
        ))}
      </svg>
      {!fitting && (
        <ul class={o.times} aria-hidden="true">
          {placed.map((mark) => (
            <li key={mark.key} class={mark.look === 'late' ? o.lateTime : ''}>
              <b>{mark.time}</b> {mark.label}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function MarkShape({
  mark,
  line,
  texts,
  anchor,
}: {
  mark: PlacedPoint & Mark;
  line: number;
  texts: [number, number] | null;
  anchor: 'start' | 'middle' | 'end';
}) {
  const { x, look } = mark;
  const isNow = look === 'now';
  const textX = anchor === 'start' ? x - 6 : anchor === 'end' ? x + 4 : x;
  const colour = look === 'late' ? 'var(--late-text)' : 'var(--ink)';
  return (
    <g>
      {isNow && <path d={`M${x} ${line - 10}V${line + 10}`} stroke="var(--ink)" stroke-width="2" />}
      {look === 'done' && <circle cx={x} cy={line} r="5" fill="var(--ink)" />}
      {look === 'late' && <circle cx={x} cy={line} r="5" fill="var(--late)" />}
      {look === 'open' && <circle cx={x} cy={line} r="5" fill="#fff" stroke="var(--ink-3)" stroke-width="2" />}
      {texts && (
        <>
          <text x={textX} y={texts[0]} text-anchor={anchor} fill={look === 'done' ? 'var(--ink-3)' : colour}>
            {isNow ? mark.label : mark.time}
          </text>
          <text x={textX} y={texts[1]} text-anchor={anchor} fill={look === 'late' ? colour : isNow ? 'var(--ink)' : 'var(--ink-3)'}>
            {isNow ? mark.time : mark.label}
          </text>
        </>
      )}
    </g>
  );
}

function marksOf(receipt: LocalReceipt, now: Date, scale: number): Mark[] {
  const { order, acknowledgedAt } = receipt;
  // Sent back: the answer that was given counts no more, and its limit runs again.
  const answeredAt = receipt.state === 'sentBack' ? null : receipt.answeredAt;
  const marks: Mark[] = [mark('issued', order.issuedAt, 'done', w.issued)];
  const isAcknowledgeLate = !acknowledgedAt && now > new Date(order.acknowledgeBy) && receipt.isOpen;
  if (acknowledgedAt) marks.push(mark('acknowledge', acknowledgedAt, 'done', w.acknowledgedAt));
  else marks.push(mark('acknowledge', order.acknowledgeBy, isAcknowledgeLate ? 'late' : 'open', w.limitName.acknowledge));
  if (answeredAt) marks.push(mark('answer', answeredAt, 'done', w.answeredAt));
  else if (order.answerBy) {
    const isLate = now > new Date(order.answerBy) && receipt.isOpen && !receipt.isUnacknowledged;
    marks.push(mark('answer', order.answerBy, isLate ? 'late' : 'open', [w.limitName.answer, setterText(receipt)].join(w.join)));
  }
  if (receipt.isOpen && !answeredAt) {
    // Nothing that was done lies in the future, even where the clock of this screen goes by steps.
    const at = Math.max(now.getTime(), Date.parse(acknowledgedAt ?? order.issuedAt) + 1);
    marks.push({ ...mark('now', new Date(at).toISOString(), 'now', w.now), time: formatClock(now) });
  }
  return marks;

  function mark(key: Mark['key'], at: string, look: Look, label: string): Mark {
    const shown = formatShortTime(at, now);
    return { key, at: Date.parse(at), look, label, time: shown, width: Math.max(textWidth(label), textWidth(shown)) * scale + 10 };
  }
}

/** Near enough for labels of 13 px: a Chinese character is square, the others half as wide. */
function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 13 : 7;
  return width;
}
