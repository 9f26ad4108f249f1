import type { Locator, Response } from '@playwright/test';

interface Watching {
  watched?: Promise<number>;
}

/**
 * Waits within an element of the page for a text to be shown, and says when: asking from outside, with pauses in
 * between, would measure the asking. Begin before what is waited for is done.
 */
export async function watchFor(within: Locator, text: string): Promise<{ shownAt: () => Promise<number> }> {
  await within.evaluate((element: HTMLElement & Watching, wanted) => {
    element.watched = new Promise((resolve) => {
      const look = () => {
        if (!element.innerText.includes(wanted)) return false;
        observer.disconnect();
        resolve(Date.now());
        return true;
      };
      const observer = new MutationObserver(look);
      if (!look()) observer.observe(element, { subtree: true, childList: true, characterData: true });
    });
  }, text);
  return { shownAt: () => within.evaluate((element: HTMLElement & Watching) => element.watched as Promise<number>) };
}

/** When the server had answered, by the clock of this machine. */
export function answeredAt(response: Response): number {
  const { startTime, responseStart } = response.request().timing();
  return startTime + responseStart;
}
