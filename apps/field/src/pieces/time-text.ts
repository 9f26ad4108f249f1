const dayMinutes = 24 * 60;
const two = (n: number) => String(n).padStart(2, '0');

/** So many minutes on, over midnight too; on the steps of the field. */
export function stepped(time: string, minutes: number): string {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  const at = hours * 60 + rest + minutes;
  const step = Math.abs(minutes);
  const onStep = minutes > 0 ? Math.floor(at / step) * step : Math.ceil(at / step) * step;
  const inDay = ((onStep % dayMinutes) + dayMinutes) % dayMinutes;
  return `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}`;
}

/** What somebody types for a time: 14:30, 1430, 9：5, 14点半, 9. Null when it is none. */
export function timeOf(text: string): string | null {
  const plain = text
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/半$/, '30');
  const parts = /^(\d{1,2})(?:\D+(\d{1,2})\D*|\D*)$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain);
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hours < 24 && minutes < 60 ? `${two(hours)}:${two(minutes)}` : null;
}
