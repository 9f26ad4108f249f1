import { shared } from '@muster/ui/words/shared.words';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../pieces/icons.tsx';
import { appWords as w } from './app.words.ts';
import s from './frame.module.css';
import { Link } from './nav.tsx';
import { Notices } from './notices.tsx';
import { useSession } from './session.ts';
import { Strip } from './strip.tsx';
import { type Tab, Tabs } from './tabs.tsx';

interface FrameProps {
  /** Name of the page: its heading, or only spoken where the page draws its own. */
  title: string;
  back?: { to: string; label: string };
  tab?: Tab;
  /** The one place for acts, within reach of the thumb. */
  dock?: ComponentChildren;
  children: ComponentChildren;
}

/** Strip, head, scrolling body, and below it either the acts of this page or the tabs. */
export function Frame({ title, back, tab, dock, children }: FrameProps) {
  const session = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${shared.product}`;
    // Who listens hears the name of the new page first. The very first page speaks for itself.
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
  }, [title]);

  return (
    <div class={s.frame}>
      <button type="button" class={s.skip} onClick={skip}>
        {w.skip}
      </button>
      <header class={s.head}>
        <Strip incident={session.incident} />
        <Notices />
        {back ? (
          <div class={s.back}>
            <Link to={back.to}>
              <Icon name="back" />
              {back.label}
            </Link>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
          </div>
        ) : (
          <h1 class="visually-hidden" ref={heading} tabIndex={-1}>
            {title}
          </h1>
        )}
      </header>
      <main class={s.main}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a page without a control in it must still scroll by keyboard */}
        <div class={s.body} id="body" tabIndex={0}>
          {children}
        </div>
        {dock && <div class={s.dock}>{dock}</div>}
      </main>
      {tab && <Tabs current={tab} />}
    </div>
  );
}

let arrived = false;

/** A button, not a link: the address belongs to the router. */
function skip() {
  document.getElementById('body')?.focus();
}
