import { shortNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { appWords } from './app.words.ts';
import { Icon } from './icons.tsx';
import { useView } from './query.ts';
import styles from './search-palette.module.css';
import { useSession } from './session.tsx';
import { useDebounced } from './use-debounced.ts';

interface Hit {
  key: string;
  group: string;
  text: string;
  note: string;
  go: () => void;
}

/** Ctrl K: areas by name, code or pinyin initials, orders by number or title, people by name. */
export function SearchPalette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const q = useDebounced(text.trim(), 150);
  const hits = useHits(q);

  useEffect(() => dialog.current?.showModal(), []);

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
    <dialog ref={dialog} className={styles.dialog} onClose={onClose} aria-label={appWords.search.label}>
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
          maxLength={50}
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

function useHits(q: string): Hit[] {
  const navigate = useNavigate();
  const { may } = useSession();
  const enabled = q !== '';
  const areas = useView('searchAreas', { q, limit: 6 }, { enabled, keep: true });
  const orders = useView('listOrders', { q, limit: 5 }, { enabled: enabled && may.seeOrders, keep: true });
  const people = useView('listPeople', { q, limit: 4 }, { enabled, keep: true });
  if (!enabled) return [];
  return [
    ...(areas.data?.items ?? []).map((area) => ({
      key: area.code,
      group: appWords.search.areas,
      text: area.shortName,
      note: area.path,
      go: () => void navigate({ to: '/areas/$code', params: { code: area.code } }),
    })),
    ...(orders.data?.items ?? []).map((order) => ({
      key: order.id,
      group: appWords.search.orders,
      text: `${shortNumber(order.numberText)}  ${order.title}`,
      note: order.issuerName,
      go: () => void navigate({ to: '/orders/$orderId', params: { orderId: order.id } }),
    })),
    ...(people.data?.items ?? []).map((person) => ({
      key: person.id,
      group: appWords.search.people,
      text: person.name,
      note: person.assignments[0]?.areaName ?? person.unitName ?? '',
      go: () => void navigate({ to: '/people', search: { q: person.name } }),
    })),
  ];
}
