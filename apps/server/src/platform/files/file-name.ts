const stemMost = 100;
/** Extensions that a desktop runs. Within a name they are only there to deceive: 通知.exe.pdf. */
const runs = /\.(exe|com|scr|pif|bat|cmd|msi|jar|js|jse|vbs|vbe|wsf|wsh|ps1|hta|lnk|reg|sh|app|apk|dll|cpl|html?|svg|php)(?=\.|$)/giu;
/** Names that Windows keeps for devices. */
const devices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/**
 * A name as it is kept and given back: without the path that it came with, without characters that are not seen or turn
 * round what is seen (a bidi override shows gnp.exe as exe.png), at most 100 characters, ending in what the file is.
 */
export function cleanFileName(given: string, extension: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).pop() ?? '';
  const seen = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ');
  const stem = seen
    .trim()
    .replace(/\.[a-z][a-z0-9]{0,11}$/i, '')
    .replace(runs, (match) => match.replace('.', '_'))
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = [...stem].slice(0, stemMost).join('').trim();
  return `${short === '' ? '附件' : devices.test(short) ? `_${short}` : short}.${extension}`;
}
