import { shared } from '@muster/ui/words/shared.words';
import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import s from '../pieces/pieces.module.css';
import { Button } from '../pieces/pieces.tsx';
import { appWords as w } from './app.words.ts';
import f from './frame.module.css';
import { paths } from './nav.tsx';

/** A page that is not on the device yet, or that broke: said in words, with a way on. What is written is in the outbox. */
export function Boundary({ children }: { children: ComponentChildren }) {
  const [error, again] = useErrorBoundary();
  if (!error) return <>{children}</>;
  return (
    <main class={f.alone}>
      <div class={s.card} role="alert">
        <b>{w.pageMissing}</b>
        <p class={s.sub}>{w.pageMissingWhy}</p>
        <a class={s.link} href={`/m${paths.today()}`}>
          {w.toToday}
        </a>
        <Button small onTap={again}>
          {shared.action.retry}
        </Button>
      </div>
    </main>
  );
}
