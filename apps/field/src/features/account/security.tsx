import type { OperationName } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import { problemText } from '@muster/ui/words/problems.words';
import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../../app/container.ts';
import { callInTime, queryClient, type ResultOfView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { asProblem } from '../../pieces/problem.tsx';
import a from './account.module.css';
import { securityWords as w } from './security.words.ts';

/** Password and second factor, on the phone as at the desk. Not in the outbox: a password is not left lying on a device. */
export function SecurityRows() {
  const { secondFactor } = useSession();
  const [open, setOpen] = useState<'password' | 'factor' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <button type="button" class={`${s.row} ${s.plain}`} onClick={() => setOpen('password')}>
        <span>
          {w.password}
          <p role="status">{said}</p>
        </span>
        <span class={s.link}>{w.change}</span>
      </button>
      <button type="button" class={`${s.row} ${s.plain}`} onClick={() => setOpen('factor')}>
        <span>
          {w.factor}
          <p>{secondFactor ? w.factorOn : w.factorOff}</p>
        </span>
        <span class={s.link}>{secondFactor ? w.off : w.confirm}</span>
      </button>
      {open === 'password' && (
        <PasswordSheet
          onClose={close}
          onDone={() => {
            setSaid(w.changed);
            close();
          }}
        />
      )}
      {open === 'factor' && (secondFactor ? <FactorOffSheet onClose={close} /> : <FactorOnSheet onClose={close} />)}
    </>
  );
}

/** Sends at once, and says in the sheet what was not taken. The id stays through repeated taps of one attempt. */
function useAct() {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function act<Name extends OperationName>(name: Name, input: object): Promise<ResultOfView<Name> | null> {
    if (isBusy) return null;
    setBusy(true);
    setError(null);
    try {
      return await callInTime(name, { commandId: newId(), ...input } as never);
    } catch (fault) {
      const problem = asProblem(fault as Error);
      setError(problem.code === 'network.unreachable' ? w.offline : problemText(problem));
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { act, isBusy, error };
}

function Fault({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <p class={s.error} role="alert">
      <Icon name="warning" />
      {text}
    </p>
  );
}

interface FieldProps {
  label: string;
  hint?: string;
  value: string;
  onInput: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
}

function PasswordField({ label, hint, value, onInput, autoComplete }: FieldProps) {
  return (
    <label class={s.field}>
      <span>{label}</span>
      <input
        class={s.input}
        type="password"
        autoComplete={autoComplete}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {hint && <span>{hint}</span>}
    </label>
  );
}

function PasswordSheet({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { act, isBusy, error } = useAct();
  const missing = current === '' ? w.missingCurrent : next === '' ? w.missingNext : null;

  async function change() {
    if (missing === null && (await act('changePassword', { current, next }))) onDone();
  }

  return (
    <Sheet
      title={w.change}
      onClose={onClose}
      dock={
        <Button isMissing={missing !== null} disabled={isBusy} onTap={() => void change()}>
          {missing ?? w.change}
        </Button>
      }
    >
      <p class={s.sub}>{w.changeWhy}</p>
      <div class={a.fields}>
        <PasswordField label={w.current} value={current} onInput={setCurrent} autoComplete="current-password" />
        <PasswordField label={w.next} hint={w.nextHint} value={next} onInput={setNext} autoComplete="new-password" />
      </div>
      <Fault text={error} />
    </Sheet>
  );
}

/** The code is on this very phone: opened in the authenticator beside it, or typed; a QR code would need another one to scan it. */
function FactorOnSheet({ onClose }: { onClose: () => void }) {
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');
  const [said, setSaid] = useState('');
  const { act, isBusy, error } = useAct();
  const isWhole = /^\d{6}$/.test(code);
  useEffect(() => {
    void act('startSecondFactor', {}).then(setBegun);
  }, []);

  async function confirm() {
    if (!isWhole || !(await act('confirmSecondFactor', { code }))) return;
    await queryClient.invalidateQueries({ queryKey: ['getSession'] });
    onClose();
  }

  return (
    <Sheet
      title={w.turnOn}
      onClose={onClose}
      dock={
        <Button isMissing={!isWhole} disabled={isBusy || !begun} onTap={() => void confirm()}>
          {isWhole ? w.confirm : w.codeMissing}
        </Button>
      }
    >
      {begun && (
        <>
          <p>
            <a class={s.link} href={begun.uri}>
              {w.open}
            </a>
          </p>
          <p class={s.sub}>{w.orType}</p>
          <p class={a.address}>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
          <Button look="quiet" small onTap={() => void copyText(begun.secret).then((isCopied) => setSaid(isCopied ? w.copied : ''))}>
            <Icon name="copy" />
            {w.copy}
          </Button>
          <p role="status" class={s.note}>
            {said}
          </p>
        </>
      )}
      <label class={s.field}>
        <span>{w.code}</span>
        <input
          class={s.input}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onInput={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
        />
      </label>
      <Fault text={error} />
    </Sheet>
  );
}

function FactorOffSheet({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const { act, isBusy, error } = useAct();

  async function remove() {
    if (password === '' || !(await act('removeSecondFactor', { password }))) return;
    await queryClient.invalidateQueries({ queryKey: ['getSession'] });
    onClose();
  }

  return (
    <Sheet
      title={w.turnOff}
      onClose={onClose}
      dock={
        <Button isMissing={password === ''} disabled={isBusy} onTap={() => void remove()}>
          {password === '' ? w.missingCurrent : w.off}
        </Button>
      }
    >
      <p class={s.sub}>{w.turnOffWhy}</p>
      <PasswordField label={w.current} value={password} onInput={setPassword} autoComplete="current-password" />
      <Fault text={error} />
    </Sheet>
  );
}
