/**
 * The clock of the server as this device knows it. Phones are minutes off; limits and `doneAt` are not to be. The skew
 * is measured with each answer that tells the server's time, and kept for the time without network.
 */
const key = 'muster.skew';
let skew = read();

function read(): number {
  try {
    return Number(localStorage.getItem(key)) || 0;
  } catch {
    return 0;
  }
}

/** `sentAt` and `receivedAt` by this device's clock: the server's time is taken for the middle between them. */
export function measureSkew(serverTime: string, sentAt: number, receivedAt: number): void {
  skew = new Date(serverTime).getTime() - (sentAt + receivedAt) / 2;
  try {
    localStorage.setItem(key, String(Math.round(skew)));
  } catch {
    // Kept until the page is left.
  }
}

/** Now, by the server's clock. */
export function serverNow(): Date {
  return new Date(Date.now() + skew);
}
