/* One service, one row: what it counts as, what matters now, 90 days, the last times, uptime. */
import { html } from 'lit-html';
import { since, truth } from '../base/clock.js';
import { age, length, millis, percent, when } from '../base/format.js';
import { toService } from '../base/route.js';
import { said } from '../base/said.js';
import { statusOf } from '../base/state.js';
import { words } from '../base/words.js';
import { bars } from './bars.js';
import { mark } from './mark.js';
import { spark } from './spark.js';

/** The one line of what matters now. */
export function note(row, status) {
  const { mute } = row;
  return [matter(row, status), mute ? words.muted(mute.by, when(mute.until, truth())) : null].filter(Boolean).join(' · ');
}

function matter(row, status) {
  const { unconfirmed } = row;
  const attempt = unconfirmed ? seen(unconfirmed) : null;
  if (status === 'PAUSED') return words.pausedSince(row.paused?.by, when(row.paused?.since, truth()));
  if (status === 'MAINTENANCE') return words.planned(row.maintenance?.reason, when(row.maintenance?.until, truth()));
  if (status === 'UNREACHABLE' && row.parent) return words.behind(row.parent);
  if (status === 'UNKNOWN' && row.last_checked) return words.silent(age(since(row.last_checked)));
  if (unconfirmed || status === 'DOWN') return [who(row), said(row.error), attempt].filter(Boolean).join(' · ') || checked(row, status);
  if (status === 'SLOW' && row.last_checked) return [who(row), words.threshold(millis(row.response_time_ms), millis(row.max_response_time_ms))].filter(Boolean).join(' · ');
  const every = row.interval_ms ? words.every(length(row.interval_ms).replace(/\s0.*$/, '')) : null;
  return [every, checked(row, status)].filter(Boolean).join(' · ');
}

/** How often it has failed, or how many hosts do not agree that it does. */
function seen({ votes, attempt, of }) {
  return votes ? words.seenBy(votes.down, votes.of) : words.attempt(attempt, of);
}

/** Who cares about what is wrong with it. */
function who({ acknowledged }) {
  if (!acknowledged) return null;
  return acknowledged.by ? words.acknowledgedBy(acknowledged.by) : words.acknowledged;
}

function checked({ last_checked }, status) {
  if (last_checked) return words.checked(age(since(last_checked)));
  return status === 'PENDING' ? words.notChecked : words.notCheckedAgain; // the state is remembered
}

export function row(service, store) {
  const status = statusOf(service);
  const uptime = status === 'PENDING' ? null : service.uptime?.['90d']; // nothing is decided yet
  const times = store.recent.get(service.id);
  return html`
    ${mark(status)}
    <div class="who">
      <a href=${toService(service.id)}>${service.name}</a>
      <p class=${service.unconfirmed ? 'unconfirmed' : ''} title=${said(service.error) ?? ''}>${note(service, status)}</p>
    </div>
    ${bars(store.days.get(service.id), store.until, uptime == null ? null : percent(uptime))}
    ${spark(times)}
    <div class="figure"><b>${status === 'DOWN' || service.error ? '–' : millis(service.response_time_ms)}</b><small>${words.now}</small></div>
    <div class="figure up"><b>${percent(uptime)}</b><small>${words.days90}</small></div>`;
}
