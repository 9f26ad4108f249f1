import { Secret, TOTP } from 'otpauth';

const period = 30;

function totpOf(userName: string, secret: string): TOTP {
  return new TOTP({ issuer: 'Muster', label: userName, secret: Secret.fromBase32(secret), period });
}

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

export function totpUri(userName: string, secret: string): string {
  return totpOf(userName, secret).toString();
}

/** The time step that `code` belongs to, one to each side allowed for clocks that differ; null when it is no code of now. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const delta = totpOf('', secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / period) + delta;
}
