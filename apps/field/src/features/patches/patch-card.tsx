import type { OwnPatch } from '../../app/ground-types.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { Waits } from '../../pieces/waits.tsx';
import { agreePhone } from './acts.ts';
import { useCardCode } from './card-code.ts';
import p from './patches.module.css';
import { patchWords as w } from './patches.words.ts';

/** What hangs at the door: its code to be scanned from this phone, the page, the print; and whether one's own number stands on it. */
export function PatchCard({ patch }: { patch: OwnPatch }) {
  const { person } = useSession();
  const code = useCardCode(patch.cardPath);
  const me = patch.people.find((one) => one.personId === person.id);
  return (
    <>
      <Heading>{w.card}</Heading>
      <div class={`${s.card} ${p.card}`}>
        {code.data && <img src={`data:image/svg+xml,${encodeURIComponent(code.data)}`} alt={w.code} />}
        {!code.data && code.isError && <p class={s.sub}>{w.codeAway}</p>}
        <p class={s.sub}>{w.cardWhy}</p>
        <div class={p.links}>
          <a class={s.link} href={patch.cardPath} target="_blank" rel="noreferrer">
            {w.cardOpen}
          </a>
          <a class={s.link} href={`${patch.cardPath}?size=a6`} target="_blank" rel="noreferrer">
            {w.cardPrint}
          </a>
        </div>
      </div>
      {me && (
        <div class={`${s.card} ${s.rows} ${p.agree}`}>
          <button
            type="button"
            role="switch"
            aria-checked={me.phoneAgreed}
            class={`${s.row} ${s.plain}`}
            onClick={() => void agreePhone(patch, me.linkId, !me.phoneAgreed)}
          >
            <span>
              {w.agree}
              <p>{w.agreeWhy}</p>
            </span>
            <span class={s.switch} />
          </button>
          <Waits subject={me.linkId} />
        </div>
      )}
    </>
  );
}
