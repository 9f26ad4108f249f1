/** What arrives later than this after it was done is shown with both times: 09:12 做的，09:47 收到. Below it, the line was slow. */
export const arrivalApart = 2 * 60_000;

/** When it arrived, where that has to be said; null where it arrived as it was done. */
export function lateArrival(doneAt: Date | string, receivedAt: Date | string): Date | null {
  const [done, received] = [new Date(doneAt), new Date(receivedAt)];
  return received.getTime() - done.getTime() > arrivalApart ? received : null;
}
