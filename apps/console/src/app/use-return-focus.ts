import { useEffect, useRef } from 'react';

/**
 * Gives the focus back to what had it, when a drawer or dialog that stands only while it is needed goes away: Ant Design
 * does so only for those that are closed and stay.
 */
export function useReturnFocus(): void {
  const before = useRef(document.activeElement);
  useEffect(
    () => () => {
      const opener = before.current;
      setTimeout(() => {
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [],
  );
}
