import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Width of an element and height of the window, whole pixels; 0 before it stands. */
export function useSize<T extends HTMLElement>(): { ref: RefObject<T | null>; width: number; windowHeight: number } {
  const ref = useRef<T>(null);
  const [size, setSize] = useState({ width: 0, windowHeight: window.innerHeight });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const read = () => {
      const next = { width: Math.floor(element.clientWidth), windowHeight: window.innerHeight };
      setSize((old) => (old.width === next.width && old.windowHeight === next.windowHeight ? old : next));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    window.addEventListener('resize', read);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', read);
    };
  }, []);
  return { ref, ...size };
}
