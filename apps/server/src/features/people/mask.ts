/** How much of the end of a number everybody sees who sees the person. */
export const shownDigits = 4;

/** 138****2741: enough to know a number one knows. The whole is given by viewPhone, which leaves a record. */
export function maskMobile(mobile: string | null): string | null {
  return mobile === null ? null : `${mobile.slice(0, 3)}****${mobile.slice(-shownDigits)}`;
}
