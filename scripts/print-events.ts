/** `npm run events`: which event sets off which reaction. What happens by itself is nowhere written but here. */
import { eventKinds } from '@muster/contract/events';
import { reactions } from '@muster/server/app/features';

const lines = eventKinds
  .map((kind) => ({
    type: kind.type,
    by: reactions.filter((reaction) => (reaction.on as readonly string[]).includes(kind.type)).map((reaction) => reaction.name),
  }))
  .sort((a, b) => a.type.localeCompare(b.type));
const width = Math.max(...lines.map((line) => line.type.length));
for (const { type, by } of lines) console.log(`${type.padEnd(width)}  ${by.join(', ') || '–'}`);
