let made = 0;

/** A title that no other journey, and no earlier run against the same server, has used. */
export function unique(title: string): string {
  made += 1;
  return `${title} ${process.pid.toString(36)}${made}${Date.now().toString(36).slice(-4)}`;
}
