import { progressLine } from '../progress.ts';
import { inCity } from '../shell.ts';
import type { ShellCommand } from '../shell-command.ts';

const words = {
  changed: 'was changed after it was sealed',
  removed: 'is missing',
  inserted: 'was inserted: nobody sealed it',
} as const;

export const journalVerify: ShellCommand = {
  name: 'journal verify',
  usage: '',
  summary: 'recompute the chain of the journal and find the first event that was changed, removed or inserted',
  async run(_args, databases) {
    const { intact, events, head, fault } = await inCity(databases, async ({ runtime }) => {
      await runtime.sealer.sealAll();
      const progress = progressLine('Checked');
      return runtime.sealer.verify((done) => progress(done, done));
    });
    if (intact || !fault) {
      console.log(`Intact: ${events.toLocaleString('en')} events, position ${head.position}.`);
      console.log(`Head  ${head.hash}`);
      console.log('Keep this line somewhere else: with it, a later verification proves that nobody wrote the past anew.');
      return 0;
    }
    const at = fault.at ? `, ${fault.at}` : '';
    console.error(`Not intact: event ${fault.position} ${words[fault.kind]}${fault.eventId ? ` (${fault.eventId}${at})` : ''}.`);
    console.error(
      `${(fault.position - 1).toLocaleString('en')} events before it are as they were sealed; compare from there with a back-up.`,
    );
    return 1;
  },
};
