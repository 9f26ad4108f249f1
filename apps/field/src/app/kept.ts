import type { Store } from '@muster/client/store';
import { type DehydratedState, dehydrate, hydrate, type QueryClient } from '@tanstack/react-query';
import { contentOf, sync } from './sync.ts';

/**
 * What was read last, kept on the device so that the app opens without network. One record; it belongs to one person
 * in one assignment and goes when he signs out or another comes.
 */
interface Kept {
  version: string;
  heardAt: number | null;
  queries: DehydratedState;
}

const key = 'last';
/** Raised when the shape of what is kept changes: an older record is not read. */
const version = '2';

/** Passwords of a demonstration, and a colleague's whole number, do not lie about on the device. */
const notKept = new Set(['getSignInPage', 'viewPhone']);

export async function restoreKept(store: Store, client: QueryClient): Promise<void> {
  const kept = (await store.get('kept', key)) as Kept | undefined;
  if (kept?.version !== version) return;
  hydrate(client, kept.queries);
  // Shown at once, and read anew as soon as somebody looks at it: how old it is says the strip.
  await client.invalidateQueries({ refetchType: 'none' });
  sync.set({ state: 'connecting', heardAt: kept.heardAt });
}

/** Phones are put away, and apps killed, the moment after something came. */
const pause = 250;

/** Writes what the queries hold, a moment after each reading, and at once when the page is left. */
export function keepUp(store: Store, client: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write() {
    clearTimeout(timer);
    timer = undefined;
    const queries = dehydrate(client, {
      shouldDehydrateQuery: (query) => query.state.data !== undefined && !notKept.has(query.queryKey[0] as string),
    });
    const kept: Kept = { version, heardAt: contentOf(), queries };
    // A full disk must not stop the work; the outbox says when nothing can be kept.
    store.put('kept', kept, key).catch(() => undefined);
  }

  const unsubscribe = client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') timer ??= setTimeout(write, pause);
  });
  const onHide = () => {
    if (document.visibilityState === 'hidden') write();
  };
  document.addEventListener('visibilitychange', onHide);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onHide);
  };
}

export async function forgetKept(store: Store): Promise<void> {
  await store.delete('kept', key);
}
