import { get, type IncomingMessage } from 'node:http';
import { tokenOf } from '../../bench/city/people.ts';

export interface LiveScreen {
  /** Every event's data, once, in the order in which it came. */
  told: { position: number; type: string; orderId: string | null; receiptId: string | null }[];
  /** Times that it had to connect. */
  connected: () => number;
  pause: () => void;
  close: () => void;
}

/** A screen as the apps keep it: connects, and when the stream breaks comes again after the last position that it saw. */
export function liveScreen(address: () => string, who: string): LiveScreen {
  const told: LiveScreen['told'] = [];
  let position = 0;
  let connections = 0;
  let closed = false;
  let response: IncomingMessage | undefined;
  const connect = () => {
    if (closed) return;
    let rest = '';
    const request = get(`${address()}/api/live?after=${position}`, { headers: { cookie: `muster_session=${tokenOf(who)}` }, agent: false });
    const again = () => setTimeout(connect, 200);
    let isOver = false;
    const over = () => {
      if (!isOver) again();
      isOver = true;
    };
    request.on('error', over);
    request.on('response', (answer) => {
      response = answer;
      if (answer.statusCode !== 200) {
        answer.resume();
        answer.on('end', over);
        return;
      }
      connections += 1;
      answer.setEncoding('utf8');
      answer.on('close', over);
      answer.on('data', (part: string) => {
        const messages = (rest + part).split('\n\n');
        rest = messages.pop() ?? '';
        for (const message of messages) {
          const kind = /^event: (.*)$/m.exec(message)?.[1];
          const data = /^data: (.*)$/m.exec(message)?.[1] ?? '';
          if (kind === 'position' || kind === 'reset') position = Math.max(position, Number(data));
          if (kind !== 'event') continue;
          const event = JSON.parse(data) as LiveScreen['told'][number];
          if (event.position <= position) continue;
          position = event.position;
          told.push(event);
        }
      });
    });
  };
  connect();
  return {
    told,
    connected: () => connections,
    pause: () => void response?.pause(),
    close() {
      closed = true;
      response?.destroy();
    },
  };
}
