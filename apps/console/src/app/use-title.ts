import { shared } from '@muster/ui/words/shared.words';
import { useEffect } from 'react';

/** Names the browser's tab after the page: 天湖苑社区 · 集结. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${shared.product}`;
  }, [title]);
}
