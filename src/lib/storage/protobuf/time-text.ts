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

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/;

/** What Go's time.Parse(time.RFC3339) takes; undefined for anything else, impossible dates included. */
export function parseTime(text: string): Moment | undefined {
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
