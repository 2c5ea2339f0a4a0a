/* What a service counts as, and how bad that is. Pure. */
import { truth } from './clock.js';

/** From what wants eyes first to what wants none. */
export const ORDER = ['DOWN', 'UNREACHABLE', 'SLOW', 'UNKNOWN', 'MAINTENANCE', 'PAUSED', 'PENDING', 'UP'];

const HEARD = new Set(['UP', 'SLOW', 'DOWN', 'PENDING']);

/** The status as it is at this moment: silence makes UNKNOWN without any event. */
export function statusOf(row) {
  if (!HEARD.has(row.status)) return row.status;
  if (!row.interval_ms) return row.status;
  const heard = row.last_checked ? Date.parse(row.last_checked) : row.seen;
  return truth() - heard > 2 * row.interval_ms + row.timeout_ms ? 'UNKNOWN' : row.state;
}

/** How many rows have each status. */
export function tally(rows) {
  const counts = Object.fromEntries(ORDER.map((status) => [status, 0]));
  for (const row of rows) counts[statusOf(row)]++;
  return counts;
}

/** The worst status that any row has; UP when there is none. */
export function worst(counts) {
  return ORDER.slice(0, 4).find((status) => counts[status] > 0) ?? 'UP';
}
