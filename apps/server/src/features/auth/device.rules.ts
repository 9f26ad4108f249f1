const minute = 60_000;
const hour = 60 * minute;

/** What a session list shows of a device: "Chrome · Windows". From the User-Agent, which is a hint and no evidence. */
export function deviceLabel(userAgent: string): string {
  const find = (table: readonly [RegExp, string][]) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = find([
    [/wxwork/i, '企业微信'],
    [/MicroMessenger/i, '微信'],
    [/DingTalk/i, '钉钉'],
    [/Edg(e|A|iOS)?\//, 'Edge'],
    [/HuaweiBrowser/i, '华为浏览器'],
    [/Firefox|FxiOS/, 'Firefox'],
    [/Chrome|CriOS/, 'Chrome'],
    [/Safari/, 'Safari'],
    [/^muster/i, 'muster'],
  ]);
  const system = find([
    [/HarmonyOS/i, 'HarmonyOS'],
    [/Android/, 'Android'],
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux|X11/, 'Linux'],
  ]);
  return [browser, system].filter((part) => part !== undefined).join(' · ') || '?';
}

export function isPhone(device: string): boolean {
  return /HarmonyOS|Android|iPhone/.test(device);
}

/**
 * How long a session lasts without use, and at most. A desk in an office is left by whoever is called away (60 min); a
 * phone is locked in a pocket between two stairwells and would lose a shift to signing in (12 h idle).
 */
export function sessionLimits(device: string): { idleMs: number; absoluteMs: number } {
  return isPhone(device) ? { idleMs: 12 * hour, absoluteMs: 7 * 24 * hour } : { idleMs: 60 * minute, absoluteMs: 24 * hour };
}
