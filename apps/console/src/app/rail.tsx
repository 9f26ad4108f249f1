import { formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { stepsLeft } from '../features/system/set-up-steps.ts';
import { appWords } from './app.words.ts';
import { Icon, type IconName } from './icons.tsx';
import { useView } from './query.ts';
import styles from './rail.module.css';
import { useSession } from './session.tsx';

interface Section {
  to: string;
  icon: IconName;
  word: string;
  late?: number;
  exact?: boolean;
}

/** Only sections that this role uses and that exist; a badge counts only what is late for this desk (DESIGN §4). */
export function Rail() {
  const { may, acting } = useSession();
  const summary = useView('getInboxSummary', {}, { enabled: may.seeOrders });
  const late = summary.data ? summary.data.late + summary.data.issuedLate : 0;
  const words = appWords.sections;
  const ownCommunity = acting.level === 'community';
  // A grid and a unit have no picture of their own.
  const hasPicture = acting.areaCode !== null && acting.level !== 'grid';
  // While something of the set-up is left, its administrator begins there.
  const system = useView('getSystem', {}, { enabled: may.readSystem });
  const setsUp = system.data !== undefined && stepsLeft(system.data.setUp) > 0;
  const groups: Section[][] = [
    may.seeOrders
      ? [
          ...(hasPicture
            ? [{ to: '/', icon: 'situation' as const, word: ownCommunity ? words.myArea : words.situation, exact: true }]
            : []),
          { to: '/orders', icon: 'orders', word: words.orders, late },
          ...(acting.areaCode ? [{ to: '/checklists', icon: 'checklists' as const, word: words.checklists }] : []),
        ]
      : [],
    [
      ...(setsUp ? [{ to: '/set-up', icon: 'start' as const, word: words.start }] : []),
      // Territory begins at one's own area; lists of people are for who fills desks or answers for them.
      ...(acting.areaCode ? [{ to: '/areas', icon: 'areas' as const, word: words.areas }] : []),
      ...((may.managePeople || may.manageAccounts || may.seeOrders) && acting.role !== 'gridWorker' && acting.role !== 'volunteer'
        ? [{ to: '/people', icon: 'people' as const, word: words.people }]
        : []),
    ],
    [
      ...(may.seeOrders ? [{ to: '/figures', icon: 'figures' as const, word: words.figures }] : []),
      ...(may.readAudit ? [{ to: '/audit', icon: 'audit' as const, word: words.audit }] : []),
      ...(may.readSystem ? [{ to: '/system', icon: 'system' as const, word: words.system }] : []),
      ...(acting.role === 'systemAdministrator' ? [{ to: '/channels', icon: 'channels' as const, word: words.channels }] : []),
    ],
  ];
  return (
    <nav className={styles.rail} aria-label={appWords.railLabel}>
      {groups
        .filter((group) => group.length > 0)
        .map((group) => (
          <ul key={group[0]?.to} className={styles.group}>
            {group.map((section) => (
              <li key={section.to}>
                <RailLink {...section} />
              </li>
            ))}
          </ul>
        ))}
      <ul className={styles.foot}>
        <li>
          <RailLink to="/account" icon="settings" word={words.account} />
        </li>
      </ul>
    </nav>
  );
}

function RailLink({ to, icon, word, late = 0, exact = false }: Section) {
  return (
    <Link
      to={to}
      className={styles.link}
      activeProps={{ className: styles.on }}
      activeOptions={{ exact, includeSearch: false }}
      title={word}
    >
      <Icon name={icon} />
      <span className="el">{word}</span>
      {late > 0 ? (
        <em>
          <span aria-hidden="true">{formatNumber(late)}</span>
          <span className="sr">{appWords.lateHere(formatNumber(late))}</span>
        </em>
      ) : null}
    </Link>
  );
}
