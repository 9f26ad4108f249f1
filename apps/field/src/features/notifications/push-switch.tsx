import { newId } from '@muster/client/ids';
import { channelReason } from '@muster/ui/words/channels.words';
import { useEffect, useState } from 'preact/hooks';
import { callInTime, queryClient, useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { type PushAbility, PushFault, pushAbility, turnOff, turnOn } from './push.ts';
import { pushWords as w } from './push.words.ts';

const cannot: Record<Exclude<PushAbility, 'able'>, string> = {
  unsupported: w.unsupported,
  install: w.install,
  insecure: w.insecure,
  blocked: w.blocked,
};
const faults: Record<PushFault['why'], string> = { blocked: w.blocked, 'no-worker': w.noWorker, 'no-service': w.noService };
const again = () => queryClient.invalidateQueries({ queryKey: ['getPushSettings'] });

/** Notifications of this phone: on, off, or plainly why not. Nothing depends on them. */
export function PushSwitch() {
  const { person } = useSession();
  const ability = pushAbility();
  const settings = useView('getPushSettings', {}, { enabled: ability === 'able' });
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const here = settings.data?.devices.find((one) => one.here);
  const isOn = ability === 'able' && here !== undefined;
  const note =
    ability !== 'able'
      ? cannot[ability]
      : (fault ?? (isBusy ? w.working : settings.data && !settings.data.on ? w.channelOff : isOn ? w.on : w.off));
  const isClosed = ability !== 'able' || !settings.data || (!settings.data.on && !isOn);

  async function toggle() {
    if (isBusy || !settings.data) return;
    setBusy(true);
    setFault(null);
    try {
      if (here) await turnOff(here.subscriptionId);
      else await turnOn(settings.data.publicKey, person.id);
    } catch (error) {
      setFault(error instanceof PushFault ? faults[error.why] : w.failed);
    }
    await again();
    setBusy(false);
  }

  return (
    <>
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-disabled={isClosed ? 'true' : undefined}
        class={`${s.row} ${s.plain}`}
        onClick={() => !isClosed && void toggle()}
      >
        <span>
          {w.title}
          <p>{note}</p>
        </span>
        {!isClosed && <span class={s.switch} />}
      </button>
      {isOn && here && <TestRow subscriptionId={here.subscriptionId} test={settings.data?.test ?? null} />}
    </>
  );
}

interface Test {
  state: string;
  at: string;
  code: string | null;
}

function TestRow({ subscriptionId, test }: { subscriptionId: string; test: Test | null }) {
  const [asked, setAsked] = useState(false);
  const isWaiting = asked && (!test || test.state === 'queued');
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => void again(), 1000);
    return () => clearInterval(timer);
  }, [isWaiting]);

  async function ask() {
    setAsked(false);
    try {
      await callInTime('testPush', { commandId: newId(), subscriptionId });
      await again();
    } catch {
      // The switch above says what is so.
    }
    setAsked(true);
  }

  const said =
    !asked || !test ? '' : test.state === 'sent' ? w.tested : test.state === 'queued' ? '' : w.testFailed(channelReason(test.code));
  return (
    <div class={`${s.row} ${s.plain}`}>
      <span role="status" class={s.sub}>
        {isWaiting ? w.testing : said}
      </span>
      <button type="button" class={s.link} disabled={isWaiting} onClick={() => void ask()}>
        {w.test}
      </button>
    </div>
  );
}
