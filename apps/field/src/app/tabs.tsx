import { useInbox } from '../features/orders/inbox.ts';
import { Icon, type IconName } from '../pieces/icons.tsx';
import { appWords as w } from './app.words.ts';
import s from './frame.module.css';
import { Link, paths } from './nav.tsx';
import { useSession } from './session.ts';
import { useUnsent } from './unsent.ts';

export type Tab = 'today' | 'orders' | 'tell' | 'area' | 'me';

/** A role sees the tabs it can use; badges count what is late for this desk, and what is not sent yet. */
export function Tabs({ current }: { current: Tab }) {
  const session = useSession();
  const { acting } = session;
  const waiting = useUnsent().length;
  const late = useInbox().mine.filter((receipt) => receipt.attention.state === 'late').length;
  return (
    <nav class={s.tabs} aria-label={w.tabs.label}>
      {session.may.seeOrders && (
        <>
          <TabLink to={paths.today()} icon="home" name={w.tabs.today} isCurrent={current === 'today'} />
          <TabLink
            to={paths.orders()}
            icon="order"
            name={w.tabs.orders}
            isCurrent={current === 'orders'}
            badge={late}
            badgeText={w.late(late)}
          />
          {(acting.level === 'community' || acting.level === 'grid') && (
            <TabLink to={paths.tell()} icon="plus" name={w.tabs.tell} isCurrent={current === 'tell'} />
          )}
          {acting.level && <TabLink to={paths.area()} icon="tree" name={w.areaTab[acting.level]} isCurrent={current === 'area'} />}
        </>
      )}
      <TabLink to={paths.me()} icon="person" name={w.tabs.me} isCurrent={current === 'me'} badge={waiting} badgeText={w.waits(waiting)} />
    </nav>
  );
}

interface TabLinkProps {
  to: string;
  icon: IconName;
  name: string;
  isCurrent: boolean;
  badge?: number;
  badgeText?: string;
}

function TabLink({ to, icon, name, isCurrent, badge = 0, badgeText }: TabLinkProps) {
  return (
    <Link to={to} current={isCurrent} class={icon === 'plus' ? s.tell : undefined}>
      <Icon name={icon} size={24} />
      {name}
      {badge > 0 && (
        <em>
          <span aria-hidden="true">{badge}</span>
          <span class="visually-hidden">{badgeText}</span>
        </em>
      )}
    </Link>
  );
}
