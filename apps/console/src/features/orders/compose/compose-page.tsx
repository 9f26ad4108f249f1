import { shared } from '@muster/ui/words/shared.words';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { serverNow } from '../../../app/clock.ts';
import { useView } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { Empty } from '../../../app/states/states.tsx';
import { orderWords } from '../orders.words.ts';
import { draftOf } from '../templates/template-draft.ts';
import { templatesWords } from '../templates/templates.words.ts';
import { composeWords as words } from './compose.words.ts';
import { ComposeForm } from './compose-form.tsx';
import { emptyDraft, readDraft } from './draft.ts';

/** Writes an order. The right half shows whom it reaches and what it costs them: the preview is the confirmation. */
export function ComposePage() {
  const { may, acting } = useSession();
  const { area, template: templateId, edit } = useSearch({ from: '/_desk/orders/new' });
  const templates = useView('listTemplates', {}, { enabled: templateId !== undefined });
  const prefilled = useView('getArea', { code: area ?? '' }, { enabled: area !== undefined });

  useEffect(() => {
    document.title = `${words.title} · ${shared.product}`;
  }, []);

  if (!may.issueOrder) return <Empty title={words.notYours}>{words.notYoursNote}</Empty>;
  if (area !== undefined && prefilled.isPending) return null;
  if (templateId !== undefined && templates.isPending) return null;
  const template = templates.data?.items.find((one) => one.id === templateId) ?? null;
  const picked = prefilled.data ? [{ code: prefilled.data.code, name: prefilled.data.shortName }] : [];
  const kept = readDraft(acting.id);
  // Coming from an area's page, what was being written goes there.
  const draft =
    picked.length > 0
      ? { ...emptyDraft(picked), ...(kept ? { ...kept, areas: picked, depth: emptyDraft(picked).depth } : {}) }
      : (kept ?? emptyDraft());
  const editing =
    edit === 'new' ? { templateId: null } : edit === 'this' && template ? { templateId: template.id, version: template.version } : null;
  const first = template ? { ...emptyDraft(), ...draftOf(template, editing ? null : serverNow()) } : editing ? emptyDraft() : draft;
  return (
    <>
      <nav className="crumb">
        <Link to="/orders" search={{}}>
          {orderWords.title}
        </Link>
        <span aria-hidden="true">›</span>
        {editing ? (template ? templatesWords.editing(template.title) : templatesWords.creating) : words.crumb}
      </nav>
      <h1 className="sr">{words.title}</h1>
      <ComposeForm key={`${area ?? ''} ${templateId ?? ''} ${edit ?? ''}`} first={first} editing={editing} />
    </>
  );
}
