import { formatNumber } from '@muster/ui/format';
import page from '../../app/page.module.css';
import { useCommand, useList } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import account from '../account/account.module.css';
import { doorsText } from './doors-text.ts';
import { patchWords as words } from './patches.words.ts';
import { roleName } from './role-name.ts';

/** The patches that one answers for oneself, and whether residents see one’s number there: nobody else decides that. */
export function OwnPatches() {
  const { person, acting } = useSession();
  const list = useList('listPatches', { mine: 'true', limit: 100 }, { enabled: acting.areaCode !== null });
  const agree = useCommand('agreePatchPhone', { refresh: ['listPatches', 'getPatch'] });
  const roles = list.pages?.[0]?.roles ?? [];
  const own = (list.items ?? []).flatMap((patch) =>
    patch.people
      .filter(({ personId }) => personId === person.id)
      .map((link) => ({ patch, link, role: roles.find(({ key }) => key === link.roleKey) })),
  );
  if (own.length === 0) return null;
  return (
    <section className={page.ruled}>
      <div className={page.title}>
        <h2>{words.ownTitle}</h2>
        <span className="s12 t3">{formatNumber(own.length)}</span>
      </div>
      <p className="t3 s13">{words.ownHint}</p>
      <ul className={account.rows}>
        {own.map(({ patch, link, role }) => (
          <li key={link.linkId}>
            <span>
              <b>{patch.name}</b> {patch.communityName} {role ? roleName(role) : link.roleKey}{' '}
              <span className="t3 s12">
                {[doorsText(patch.parts), link.phoneAgreed ? words.phoneShown : words.phoneHidden].join(' · ')}
              </span>
            </span>
            <button
              type="button"
              className="lnk"
              disabled={agree.isPending}
              onClick={() => agree.mutate({ linkId: link.linkId, agrees: !link.phoneAgreed })}
            >
              {link.phoneAgreed ? words.phoneHide : words.phoneShow}
              <span className="sr"> {patch.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <ProblemLine problem={agree.error} />
    </section>
  );
}
