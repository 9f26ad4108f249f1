import type { Template } from '@muster/contract/orders/templates.operations';
import { formatDayTime, formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { Icon } from '../../../app/icons.tsx';
import page from '../../../app/page.module.css';
import { useCommand, useView } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { Denied, Empty, Loaded } from '../../../app/states/states.tsx';
import { Table } from '../../../app/table.tsx';
import { orderWords } from '../orders.words.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { SchedulesSection } from './schedules-section.tsx';
import styles from './templates.module.css';
import { templatesWords as words } from './templates.words.ts';

/** What recurs is written once: templates of this desk and of those above, and what goes out by itself. */
export function TemplatesPage() {
  const { may } = useSession();
  useEffect(() => {
    document.title = `${words.title} · ${shared.product}`;
  }, []);
  if (!may.issueOrder) return <Denied />;
  return (
    <>
      <nav className="crumb">
        <Link to="/orders" search={{}}>
          {orderWords.title}
        </Link>
        <span aria-hidden="true">›</span>
        {words.title}
      </nav>
      <div className={page.head}>
        <h1>{words.title}</h1>
        <Link to="/orders/new" search={{ edit: 'new' }}>
          <Button type="primary" icon={<Icon name="plus" size={14} />} tabIndex={-1}>
            {words.new}
          </Button>
        </Link>
      </div>
      <TemplatesSection />
      <SchedulesSection />
    </>
  );
}

function TemplatesSection() {
  const [retired, setRetired] = useState(false);
  const templates = useView('listTemplates', { retired: retired ? 'true' : 'false' });
  return (
    <section aria-labelledby="templates-title">
      <div className={page.title}>
        <h2 id="templates-title">{words.templates}</h2>
        <button type="button" className="lnk s13" onClick={() => setRetired(!retired)}>
          {retired ? words.showCurrent : words.showRetired}
        </button>
      </div>
      <Loaded query={templates} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={retired ? words.noneRetired : words.none}>{retired ? null : words.noneNote}</Empty>
          ) : (
            <Table columns={[words.name, words.desk, words.urgency, words.asks, words.changed, { text: words.acts, hidden: true }]}>
              {items.map((template) => (
                <Row key={template.id} template={template} />
              ))}
            </Table>
          )
        }
      </Loaded>
    </section>
  );
}

function Row({ template }: { template: Template }) {
  const now = useNow(60_000);
  const { incident } = useSession();
  const [isScheduling, setScheduling] = useState(false);
  const retire = useCommand('retireTemplate', { refresh: ['listTemplates', 'listSchedules'] });
  const isRetired = template.retiredAt !== null;
  return (
    <tr>
      <td>
        <b>{template.title}</b>
      </td>
      <td className="t2">{template.deskName}</td>
      <td className="t2">{shared.urgency[template.urgency]}</td>
      <td className="t2">{template.questions.length > 0 ? words.asksCount(formatNumber(template.questions.length)) : words.asksNone}</td>
      <td className="t2">
        {template.changedByName} {formatDayTime(template.changedAt, now)}
      </td>
      <td>
        <div className={styles.acts}>
          {isRetired ? null : (
            <>
              <Link className="lnk" to="/orders/new" search={{ template: template.id }}>
                {words.use}
              </Link>
              {incident?.state === 'active' ? (
                <button type="button" className="lnk" onClick={() => setScheduling(true)}>
                  {words.schedule}
                </button>
              ) : null}
              {template.may.change ? (
                <Link className="lnk" to="/orders/new" search={{ template: template.id, edit: 'this' }}>
                  {words.edit}
                </Link>
              ) : null}
            </>
          )}
          {template.may.change ? (
            <button
              type="button"
              className="lnk"
              disabled={retire.isPending}
              onClick={() => retire.mutate({ templateId: template.id, version: template.version, retired: !isRetired })}
            >
              {isRetired ? words.restore : words.retire}
            </button>
          ) : null}
        </div>
        <ProblemLine problem={retire.error} />
        {isScheduling ? <ScheduleDialog template={template} onClose={() => setScheduling(false)} /> : null}
      </td>
    </tr>
  );
}
