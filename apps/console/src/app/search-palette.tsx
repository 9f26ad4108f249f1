import type { Hit as Found } from '@muster/contract/search/search.operations';
import { shared } from '@muster/ui/words/shared.words';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { MarkedText } from '../parts/marked-text.tsx';
import { appWords } from './app.words.ts';
import { Icon } from './icons.tsx';
import { useView } from './query.ts';
import styles from './search-palette.module.css';
import { useDebounced } from './use-debounced.ts';

interface Hit {
  key: string;
  group: string;
  text: ReactNode;
  note: string;
  go: () => void;
}

/** Ctrl K: everything one may see, by any part of its words, by pinyin initials, by number; grouped by kind. */
export function SearchPalette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const q = useDebounced(text.trim(), 150);
  const hits = useHits(q);

  useEffect(() => dialog.current?.showModal(), []);
  // What is chosen by key may lie below the edge of the list. In braces: newer browsers answer with a promise, which is no clean-up.
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  function choose(hit: Hit | undefined) {
    if (!hit) return;
    onClose();
    hit.go();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((old) => (hits.length === 0 ? 0 : (old + step + hits.length) % hits.length));
    } else if (event.key === 'Enter') choose(hits[at]);
  }

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      // Escape leaves through the state: closed by the browser first, a Ctrl K between that and its event would be lost.
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
      aria-label={appWords.search.label}
    >
      <div className={styles.field}>
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits[at] ? `hit-${hits[at].key}` : undefined}
          aria-label={appWords.search.label}
          placeholder={appWords.search.label}
          value={text}
          maxLength={60}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="lnk s13" onClick={onClose}>
          {shared.action.close}
        </button>
      </div>
      <div id="search-hits" role="listbox" aria-label={appWords.search.label} className={styles.hits}>
        {hits.map((hit, i) => (
          <div key={hit.key}>
            {hits[i - 1]?.group === hit.group ? null : <div className={styles.group}>{hit.group}</div>}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox. */}
            <div
              id={`hit-${hit.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className={styles.hit}
              onMouseMove={() => setAt(i)}
              onClick={() => choose(hit)}
            >
              <span className="el">{hit.text}</span>
              <span className={`el ${styles.hitNote}`}>{hit.note}</span>
            </div>
          </div>
        ))}
        {q !== '' && hits.length === 0 ? <div className={styles.group}>{appWords.search.empty(q)}</div> : null}
      </div>
      <div className={styles.hint}>{appWords.search.hint}</div>
    </dialog>
  );
}

/** What each kind opens, and how the rest of it is seen. */
function useHits(q: string): Hit[] {
  const navigate = useNavigate();
  const found = useView('search', { q, limit: 5 }, { enabled: q !== '', keep: true });
  if (q === '') return [];
  const open = (hit: Found) => {
    if (hit.kind === 'area') void navigate({ to: '/areas/$code', params: { code: hit.id } });
    else if (hit.kind === 'person') void navigate({ to: '/people', search: { q: hit.title.text, person: hit.id } });
    else if (hit.orderId) void navigate({ to: '/orders/$orderId', params: { orderId: hit.orderId } });
  };
  return (found.data?.groups ?? []).flatMap(({ kind, items, nextCursor }) => [
    ...items.map((hit) => ({
      key: `${kind}-${hit.id}`,
      group: appWords.search.groups[kind],
      text: (
        <>
          <MarkedText of={hit.title} />
          {hit.excerpt ? (
            <span className={styles.excerpt}>
              <MarkedText of={hit.excerpt} />
            </span>
          ) : null}
        </>
      ),
      note: hit.note,
      go: () => open(hit),
    })),
    ...(nextCursor !== null && kind === 'order'
      ? [
          {
            key: 'more-orders',
            group: appWords.search.groups[kind],
            text: appWords.search.allOrders,
            note: '',
            go: () => void navigate({ to: '/orders', search: { q, state: 'all' } }),
          },
        ]
      : []),
    ...(nextCursor !== null && kind === 'person'
      ? [
          {
            key: 'more-people',
            group: appWords.search.groups[kind],
            text: appWords.search.allPeople,
            note: '',
            go: () => void navigate({ to: '/people', search: { q } }),
          },
        ]
      : []),
  ]);
}
