import { shared } from '@muster/ui/words/shared.words';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useView } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { Empty } from '../../../app/states/states.tsx';
import { orderWords } from '../orders.words.ts';
import { composeWords as words } from './compose.words.ts';
import { ComposeForm } from './compose-form.tsx';
import { emptyDraft, readDraft } from './draft.ts';

/** Writes an order. The right half shows whom it reaches and what it costs them: the preview is the confirmation. */
export function ComposePage() {
  const { may, acting } = useSession();
  const { area } = useSearch({ from: '/_desk/orders/new' });
  const prefilled = useView('getArea', { code: area ?? '' }, { enabled: area !== undefined });

  useEffect(() => {
    document.title = `${words.title} · ${shared.product}`;
  }, []);

  if (!may.issueOrder) return <Empty title={words.notYours}>{words.notYoursNote}</Empty>;
  if (area !== undefined && prefilled.isPending) return null;
  const picked = prefilled.data ? [{ code: prefilled.data.code, name: prefilled.data.shortName }] : [];
  const kept = readDraft(acting.id);
  // Coming from an area's page, what was being written goes there.
  const draft =
    picked.length > 0
      ? { ...emptyDraft(picked), ...(kept ? { ...kept, areas: picked, depth: emptyDraft(picked).depth } : {}) }
      : (kept ?? emptyDraft());
  return (
    <>
      <nav className="crumb">
        <Link to="/orders" search={{}}>
          {orderWords.title}
        </Link>
        <span aria-hidden="true">›</span>
        {words.crumb}
      </nav>
      <h1 className="sr">{words.title}</h1>
      <ComposeForm key={area ?? 'draft'} first={draft} />
    </>
  );
}
