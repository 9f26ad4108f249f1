/**
 * The page itself drains the outbox: Background Sync exists in Chrome alone, and there is no service worker inside
 * WeChat and DingTalk on iOS. Chances to send: at start, when the network is back, when the page is looked at again.
 * Between them runs the outbox's own timer, with back-off, as long as something waits.
 */
export function drainWhenPossible(drain: () => void): () => void {
  const onVisible = () => {
    if (document.visibilityState === 'visible') drain();
  };
  window.addEventListener('online', drain);
  window.addEventListener('pageshow', drain);
  document.addEventListener('visibilitychange', onVisible);
  drain();
  return () => {
    window.removeEventListener('online', drain);
    window.removeEventListener('pageshow', drain);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
