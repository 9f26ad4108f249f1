import type { LiveEvent } from '@muster/client/live';
import { formatNumber } from '@muster/ui/format';
import { useEffect, useRef, useState } from 'react';
import { appWords } from './app.words.ts';
import { useLiveEvents } from './live.tsx';
import { useSession } from './session.tsx';

/** Between two polite announcements; a storm is one sentence (DESIGN §9). */
const pause = 10_000;

/**
 * Says aloud what came by itself: new orders, politely and at most every ten seconds; 特急 at once. Screens show it
 * anyhow; this is for those who do not see them.
 */
export function Announcer() {
  const { person } = useSession();
  const [polite, setPolite] = useState('');
  const [urgent, setUrgent] = useState('');
  const waiting = useRef<LiveEvent[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const saidAt = useRef(0);

  function say() {
    timer.current = undefined;
    saidAt.current = Date.now();
    const [first, ...more] = waiting.current;
    waiting.current = [];
    if (first) setPolite(more.length === 0 ? sentence(first) : appWords.announce.orders(formatNumber(more.length + 1)));
  }

  useLiveEvents((event) => {
    if (event.type !== 'order.issued' || event.actorId === person.id) return;
    if (event.facts.urgency === 'immediate') {
      setUrgent(sentence(event));
      return;
    }
    waiting.current.push(event);
    timer.current ??= setTimeout(say, Math.max(500, saidAt.current + pause - Date.now()));
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <>
      <div className="sr" role="status">
        {polite}
      </div>
      <div className="sr" role="alert">
        {urgent}
      </div>
    </>
  );
}

function sentence(event: LiveEvent): string {
  const { number, title, urgency } = event.facts;
  return appWords.announce.order(String(number ?? ''), String(title ?? ''), urgency === 'immediate');
}
