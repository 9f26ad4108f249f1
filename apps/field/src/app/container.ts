/**
 * The program around the page. Inside WeChat, WeCom and DingTalk there may be no service worker, and what is stored may be
 * cleared (ECOSYSTEM.md “Phones”): everything works all the same, and what differs is said.
 */
export type ContainerKind = 'browser' | 'wechat' | 'wecom' | 'dingtalk';

export function containerOf(userAgent: string): ContainerKind {
  // WeCom calls itself MicroMessenger too.
  if (/wxwork/i.test(userAgent)) return 'wecom';
  if (/MicroMessenger/i.test(userAgent)) return 'wechat';
  if (/DingTalk/i.test(userAgent)) return 'dingtalk';
  return 'browser';
}

export const container: ContainerKind = containerOf(navigator.userAgent);

/** The address to open elsewhere, without what belongs to this visit. */
export function ownAddress(): string {
  return `${location.origin}/m/`;
}

/** Puts a text where it can be pasted from; false where the container forbids it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not a secure address, or an old container: the way before there was a clipboard.
    const field = document.createElement('textarea');
    field.value = text;
    field.style.position = 'fixed';
    field.style.opacity = '0';
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    return isCopied;
  }
}
