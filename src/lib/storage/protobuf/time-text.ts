/** A moment as protobuf holds it. */
export interface Moment {
  /** Since 1970, negative before. */
  readonly seconds: number;
  readonly nanos: number;
}

/** Go's zero time, 0001-01-01T00:00:00Z: JSON shows it as null, protobuf as an empty message. */
export const ZERO_TIME_SECONDS = -62135596800;
const MAX_SECONDS = 253402300799;

/** RFC 3339 in UTC with as many decimals as asked for; undefined outside the years 1 to 9999. */
export function formatTime(seconds: number, nanos: number, decimals: 0 | 6 | 9): string | undefined {
  if (!(seconds >= ZERO_TIME_SECONDS && seconds <= MAX_SECONDS)) return undefined;
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  if (decimals === 0) return `${whole}Z`;
  return `${whole}.${String(nanos).padStart(9, '0').slice(0, decimals)}Z`;
}

/** "2016-07-01T10:20:30Z", the form that servers write: seconds, or undefined for the general parser to look at. */
function parsePlain(text: string): number | undefined {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  // Days beyond 28 are left to the parser that knows the months; so are the years that Date.UTC takes for 19xx.
  const isOrdinary = year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour >= 0 && hour <= 23;
  if (!isOrdinary || !(minute >= 0 && minute <= 59 && second >= 0 && second <= 59)) return undefined;
  const hasMarks =
    text[4] === '-' && text[7] === '-' && text[10] === 'T' && text[13] === ':' && text[16] === ':' && text[19] === 'Z';
  return hasMarks ? Date.UTC(year, month - 1, day, hour, minute, second) / 1000 : undefined;
}

/** The number that the digits from `start` to `end` make; not a number when one is none. */
function digits(text: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/;

/** What Go's time.Parse(time.RFC3339) takes; undefined for anything else, impossible dates included. */
export function parseTime(text: string): Moment | undefined {
  const plain = text.length === 20 ? parsePlain(text) : undefined;
  if (plain !== undefined) return { seconds: plain, nanos: 0 };
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  const offset = zoneSeconds(zone ?? 'Z');
  if (offset === undefined) return undefined;
  const seconds = date.getTime() / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  return { seconds, nanos: Number((fraction ?? '').slice(0, 9).padEnd(9, '0')) };
}

function zoneSeconds(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
  if (hours > 24 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}
