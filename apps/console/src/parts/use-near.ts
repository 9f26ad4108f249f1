import { useEffect, useRef, useState } from 'react';

/** How far from what is on the screen something still counts as near: most of a screen, so that Tab and the wheel find it there. */
const margin = 700;

/**
 * Whether an element is on the screen or near it, and the height it has or will have while it is not. Long tables draw
 * only what is near. What holds the focus stays, however far it was scrolled away.
 */
export function useNear<T extends Element>(expectedHeight: number) {
  const ref = useRef<T>(null);
  const [isNear, setNear] = useState(false);
  const height = useRef<number | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (!entry) return;
        if (!entry.isIntersecting) {
          if (element.contains(document.activeElement)) return;
          height.current = entry.boundingClientRect.height;
        }
        setNear(entry.isIntersecting);
      },
      // A margin counts only around the box that scrolls, not around the window.
      { root: element.closest('main'), rootMargin: `${margin}px 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, isNear, height: height.current ?? expectedHeight };
}
