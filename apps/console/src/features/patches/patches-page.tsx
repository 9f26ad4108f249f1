import type { ResultOf } from '@muster/contract/operation';
import { type getCoverage, type PatchPeopleProblem, patchPeopleProblems } from '@muster/contract/patches/patches.operations';
import { formatCount, formatNumber } from '@muster/ui/format';
import { Link, useSearch } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Empty, Loaded } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { useTitle } from '../../app/use-title.ts';
import { ImportLink } from '../compounds/import/import-link.tsx';
import { CommunityPatches } from './community-patches.tsx';
import { PatchPeopleDrawer } from './patch-people-drawer.tsx';
import { PatchRolesDrawer } from './patch-roles-drawer.tsx';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';
import { roleName } from './role-name.ts';
import { formula } from './roles-formula.ts';

type Coverage = ResultOf<typeof getCoverage>;

/** How far the patches of an area are filled, level by level; at a community, the patches themselves. */
export function PatchesPage() {
  useTitle(words.title);
  const { acting, city } = useSession();
  const search = useSearch({ from: '/_desk/patches' });
  const under = search.under ?? acting.areaCode?.slice(0, 12) ?? city.code ?? '';
  const coverage = useView('getCoverage', { under }, { keep: true });
  const area = useView('getArea', { code: under });
  const [listing, setListing] = useState<PatchPeopleProblem | null>(null);
  const [readingRoles, setReadingRoles] = useState(false);
  return (
    <div className={styles.page}>
      <nav className="crumb" aria-label={words.title}>
        {[...(area.data?.ancestors ?? []), ...(area.data ? [area.data] : [])]
          .filter(({ code }) => code.length >= (acting.areaCode?.length ?? 4))
          .map((one, at) => (
            <Fragment key={one.code}>
              {at > 0 && <span aria-hidden="true">›</span>}
              <Link to="/patches" search={{ under: one.code }}>
                {one.shortName}
              </Link>
            </Fragment>
          ))}
      </nav>
      <Loaded query={coverage}>
        {(data) => (
          <>
            <header className={page.head}>
              <div>
                <h1>{words.title}</h1>
                <p className="t2">{sentence(data)}</p>
              </div>
              <div className={page.acts}>
                <ImportLink under={under} />
                <button type="button" className="lnk s13" onClick={() => setReadingRoles(true)}>
                  {words.roleTemplate} {formula(data.roles)}
                </button>
              </div>
            </header>
            <Notes coverage={data} under={under} onList={setListing} />
            {under.length < 12 ? <Board coverage={data} /> : <CommunityPatches code={under} name={area.data?.shortName ?? ''} />}
          </>
        )}
      </Loaded>
      {readingRoles && <PatchRolesDrawer areaCode={under} areaName={area.data?.shortName ?? ''} onClose={() => setReadingRoles(false)} />}
      {listing && <PatchPeopleDrawer under={under} problem={listing} onClose={() => setListing(null)} />}
    </div>
  );
}

function sentence({ patches, lacking }: Coverage): string {
  if (patches === 0) return words.none;
  return lacking > 0 ? words.sentence(formatNumber(lacking), formatNumber(patches)) : words.allFilled(formatNumber(patches));
}

const troubleText = { overloaded: words.overloaded, absent: words.absent, substituting: words.substituting };

/** What the gaps do not say: compounds in no patch, and people who need a look; each opens its list. */
function Notes({ coverage, under, onList }: { coverage: Coverage; under: string; onList: (problem: PatchPeopleProblem) => void }) {
  const troubles = useView('getPatchTroubles', { under }, { keep: true });
  const found = patchPeopleProblems.filter((problem) => (troubles.data?.[problem] ?? 0) > 0);
  if (coverage.undivided === 0 && found.length === 0) return null;
  return (
    <p className={styles.notes}>
      {coverage.undivided > 0 && <span>{words.undivided(formatNumber(coverage.undivided))}</span>}
      {found.map((problem) => (
        <button key={problem} type="button" className="lnk" onClick={() => onList(problem)}>
          {troubleText[problem](formatNumber(troubles.data?.[problem] ?? 0))}
        </button>
      ))}
    </p>
  );
}

function Board({ coverage }: { coverage: Coverage }) {
  // Wrong first: where somebody is lacking or nothing is divided; the rest in the order of the codes.
  const areas = [...coverage.areas].sort((a, b) => b.lacking - a.lacking || b.undivided - a.undivided || a.code.localeCompare(b.code));
  if (areas.every(({ patches, undivided }) => patches + undivided === 0)) return <Empty title={words.none}>{words.noneHint}</Empty>;
  return (
    <Table
      columns={[
        words.columnArea,
        { text: words.columnPatches, right: true },
        { text: words.columnLacking, right: true },
        ...coverage.roles.map((role) => ({ text: roleName(role), right: true })),
        { text: words.columnUndivided, right: true },
      ]}
    >
      {areas.map((area) => (
        <tr key={area.code}>
          <td>
            <Link to="/patches" search={{ under: area.code }}>
              <b>{area.name}</b>
            </Link>
          </td>
          <td className={`${table.right} t2`}>{formatCount(area.patches)}</td>
          <td className={table.right}>{formatCount(area.lacking)}</td>
          {coverage.roles.map((role) => (
            <td key={role.key} className={table.right}>
              {area.byRole[role.key] ? (
                <span className={styles.lack}>{words.lack(formatNumber(area.byRole[role.key] ?? 0))}</span>
              ) : (
                <span className="t3">–</span>
              )}
            </td>
          ))}
          <td className={`${table.right} t2`}>{formatCount(area.undivided)}</td>
        </tr>
      ))}
    </Table>
  );
}
