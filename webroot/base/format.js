/* Numbers, lengths and times as people read them; times in the viewer's zone. */
import { words } from './words.js';

const language = words.language === 'en' ? navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en' : words.language;
const dates = (language, options) => lazily(() => new Intl.DateTimeFormat(language, options));
const numbers = (options) => lazily(() => new Intl.NumberFormat(words.language, options));
const day = dates(language, { day: 'numeric', month: 'long' });
const dayYear = dates(language, { day: 'numeric', month: 'short', year: 'numeric' });
const weekday = dates(language, { weekday: 'short', day: 'numeric', month: 'short' });
const plainDay = dates(language, { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' });
const whole = numbers({ maximumFractionDigits: 0 });
const tenth = numbers({ maximumFractionDigits: 1 });
const hundredth = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 });

const DAY = 86_400_000;
const NARROW = '\u202f'; // a number and its unit stay on one line

/** 8 640 */
export const count = (n) => whole().format(n);

/** 14:03:22 */
export const time = (iso) => clock(new Date(iso), 3);

/** 14:03 of today, else with the day. */
export function when(iso, now) {
  const at = new Date(iso);
  return at.toDateString() === new Date(now).toDateString() ? clock(at, 3) : `${weekday().format(at)} ${clock(at, 2)}`;
}

/** 12 July, or with its year when that is another. */
export function date(iso, now) {
  const at = new Date(iso);
  return at.getFullYear() === new Date(now).getFullYear() ? day().format(at) : dayYear().format(at);
}

export const dateYear = (iso) => dayYear().format(new Date(iso));

/** A day of the server's calendar: YYYY-MM-DD less some days; no zone moves it. */
export const dayOf = (until, back) => plainDay().format(new Date(Date.parse(`${until}T00:00:00Z`) - back * DAY));

/** 23 ms, 1 240 ms, 12.4 s */
export function millis(ms) {
  if (ms === null || ms === undefined) return '–';
  return ms < 10_000 ? `${whole().format(ms)}${NARROW}ms` : `${tenth().format(ms / 1_000)}${NARROW}s`;
}

/** 99.98 %: cut, not rounded, so that 100 % means all of it. */
export function percent(share) {
  if (share === null || share === undefined) return '–';
  return share >= 1 ? `100${NARROW}%` : `${hundredth().format(Math.floor(share * 10_000) / 100)}${NARROW}%`;
}

/** 0.4 s, 41 s, 4 min, 3 h 12 min, 3 d 4 h: the two units that matter. */
export function length(ms) {
  const s = Math.floor(ms / 1_000);
  const day = words.language === 'fr' ? 'j' : 'd';
  if (ms < 10_000) return `${tenth().format(ms / 1_000)}${NARROW}s`;
  if (s < 60) return `${s}${NARROW}s`;
  if (s < 3_600) return two(Math.floor(s / 60), 'min', s < 600 ? s % 60 : 0, 's');
  if (s < 86_400) return two(Math.floor(s / 3_600), 'h', Math.floor((s % 3_600) / 60), 'min');
  return two(Math.floor(s / 86_400), day, s < 864_000 ? Math.floor((s % 86_400) / 3_600) : 0, 'h');
}

/** The same for what grows each second: whole units, one of them. */
export function age(ms) {
  const s = Math.floor(ms / 1_000);
  if (s < 60) return `${s}${NARROW}s`;
  if (s < 3_600) return `${Math.floor(s / 60)}${NARROW}min`;
  if (s < 86_400) return two(Math.floor(s / 3_600), 'h', Math.floor((s % 3_600) / 60), 'min');
  return `${Math.floor(s / 86_400)}${NARROW}${words.language === 'fr' ? 'j' : 'd'}`;
}

function two(a, unitA, b, unitB) {
  const first = `${a}${NARROW}${unitA}`;
  return b === 0 ? first : `${first} ${b}${NARROW}${unitB}`;
}

/** Hours, minutes and seconds, or the first of them. */
function clock(at, parts) {
  const all = [at.getHours(), at.getMinutes(), at.getSeconds()];
  return all.slice(0, parts).map((part) => String(part).padStart(2, '0')).join(':');
}

/** A browser takes its time for the first of such a kind, and the first page needs few. */
function lazily(make) {
  let made;
  return () => (made ??= make());
}
