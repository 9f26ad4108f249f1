import { isDeskRole } from '@muster/contract/people/roles';
import { cityDay } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { supportWords } from '@muster/ui/words/support.words';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Input, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { Icon } from '../../app/icons.tsx';
import page from '../../app/page.module.css';
import type { OrdersSearch } from '../../app/searches.ts';
import { useSession } from '../../app/session.tsx';
import { Denied } from '../../app/states/states.tsx';
import { useDebounced } from '../../app/use-debounced.ts';
import { AreaPicker } from '../areas/area-picker.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { FoundAnswers } from './found-answers.tsx';
import { AskedOfDesk } from './inbox/asked-of-desk.tsx';
import { CopiesOfDesk } from './inbox/copies-of-desk.tsx';
import { listedBy, OrderTable } from './order-table.tsx';
import { orderWords as words } from './orders.words.ts';
import styles from './orders-page.module.css';
import { OtherIncident } from './other-incident.tsx';
import { SupportDialog } from './support/support-dialog.tsx';

const states = ['open', 'late', 'forReview', 'closed', 'withdrawn', 'all'] as const;

/** What is asked of this desk, then the orders it may see. */
export function OrdersPage() {
  const { may } = useSession();
  return may.seeOrders ? <Orders /> : <Denied />;
}

function Orders() {
  const { may, acting, incident } = useSession();
  const [isAsking, setAsking] = useState(false);
  const search = useSearch({ from: '/_desk/orders/' });
  const navigate = useNavigate({ from: '/orders/' });
  const [q, setQ] = useState(search.q ?? '');
  const settled = useDebounced(q.trim(), 250);
  const initial = search.incident ? 'all' : 'open';
  const set = (change: OrdersSearch) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });

  useEffect(() => {
    document.title = `${words.title} · ${shared.product}`;
  }, []);
  useEffect(() => {
    void navigate({ search: (old) => ({ ...old, q: settled === '' ? undefined : settled }), replace: true });
  }, [settled, navigate]);

  return (
    <>
      <div className={page.head}>
        <div>
          <h1>{words.title}</h1>
          {search.incident ? <OtherIncident incidentId={search.incident} /> : null}
        </div>
        <div className={styles.acts}>
          {may.issueOrder && !search.incident ? (
            <Link to="/orders/templates">
              <Button tabIndex={-1}>{words.templates}</Button>
            </Link>
          ) : null}
          {isDeskRole(acting.role) && acting.areaCode && incident?.state === 'active' && !search.incident ? (
            <Button onClick={() => setAsking(true)}>{supportWords.request}</Button>
          ) : null}
          {may.issueOrder && !search.incident ? (
            <Link to="/orders/new">
              <Button type="primary" icon={<Icon name="plus" size={14} />} tabIndex={-1}>
                {words.issue}
              </Button>
            </Link>
          ) : null}
        </div>
      </div>
      {isAsking ? <SupportDialog aboutOrderId={null} title={null} onClose={() => setAsking(false)} /> : null}
      {search.incident ? null : <AskedOfDesk />}
      {search.incident ? null : <CopiesOfDesk />}
      <search className={styles.filters}>
        <Segmented
          aria-label={words.list.state}
          value={search.state ?? initial}
          options={states.map((value) => ({ value, label: words.list.states[value] }))}
          onChange={(state) => set({ state: state === initial ? undefined : state })}
        />
        <Select
          aria-label={words.list.urgency}
          style={{ width: 150 }}
          value={search.urgency ?? 'any'}
          options={[
            { value: 'any', label: words.list.anyUrgency },
            ...(['immediate', 'urgent', 'routine'] as const).map((value) => ({ value, label: shared.urgency[value] })),
          ]}
          onChange={(urgency) => set({ urgency: urgency === 'any' ? undefined : (urgency as OrdersSearch['urgency']) })}
        />
        <Select
          aria-label={words.list.kind}
          style={{ width: 172 }}
          value={search.kind ?? 'any'}
          options={[
            { value: 'any', label: words.list.anyKind },
            { value: 'order', label: words.list.kinds.order },
            { value: 'supportRequest', label: words.list.kinds.supportRequest },
          ]}
          onChange={(kind) => set({ kind: kind === 'any' ? undefined : (kind as OrdersSearch['kind']) })}
        />
        {may.issueOrder && !search.incident ? (
          <Checkbox checked={search.mine === 'true'} onChange={(event) => set({ mine: event.target.checked ? 'true' : undefined })}>
            {words.list.mine}
          </Checkbox>
        ) : null}
        {search.incident ? null : (
          <Checkbox checked={search.received === 'true'} onChange={(event) => set({ received: event.target.checked ? 'true' : undefined })}>
            {words.list.received}
          </Checkbox>
        )}
        <AreaPicker
          className={styles.issuer}
          label={words.list.issuedBy}
          placeholder={words.list.issuedBy}
          value={search.issuer}
          onChange={(issuer) => set({ issuer })}
        />
        <Input
          type="date"
          className={styles.day ?? ''}
          aria-label={words.list.from}
          prefix={words.list.fromShort}
          max={search.to ?? cityDay(serverNow())}
          value={search.from ?? ''}
          onChange={(event) => set({ from: event.target.value === '' ? undefined : event.target.value })}
        />
        <Input
          type="date"
          className={styles.day ?? ''}
          aria-label={words.list.to}
          prefix={words.list.toShort}
          min={search.from}
          max={cityDay(serverNow())}
          value={search.to ?? ''}
          onChange={(event) => set({ to: event.target.value === '' ? undefined : event.target.value })}
        />
        <ExportButton list="listOrders" filters={listedBy(search)} />
        <Input
          className={styles.search}
          aria-label={words.list.search}
          placeholder={words.list.search}
          allowClear
          maxLength={60}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </search>
      <OrderTable search={search} />
      {search.q ? <FoundAnswers q={search.q} /> : null}
    </>
  );
}
