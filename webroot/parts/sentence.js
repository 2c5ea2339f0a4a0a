/* The first thing on the page: in plain words what is wrong, since when, and who was told. */
import { html, nothing } from 'lit-html';
import { now, since } from '../base/clock.js';
import { age, date, length, time, when } from '../base/format.js';
import { toService } from '../base/route.js';
import { said } from '../base/said.js';
import { ORDER, statusOf, tally } from '../base/state.js';
import { words } from '../base/words.js';
import { configuration } from './configuration.js';

const NAMED = 3;
const OLD = 60_000; // from then on the page does not speak as if it knew

/** What there is to say: {tone, parts, sub}. Parts are texts and rows (shown as links). */
export function sentence(store) {
  const rows = [...store.rows.values()];
  if (rows.length === 0) return { tone: 'none', parts: [words.nothingYet], sub: [words.nothingYetHow] };
  const by = Map.groupBy ? Map.groupBy(rows, statusOf) : group(rows);
  const down = by.get('DOWN') ?? [];
  const slow = by.get('SLOW') ?? [];
  const unknown = by.get('UNKNOWN') ?? [];
  const wrong = [
    down.length === 1 ? words.downFor(named(down), age(since(down[0].since))) : down.length ? words.areDown(named(down)) : null,
    slow.length === 1 ? words.isSlow(named(slow)) : slow.length ? words.areSlow(named(slow)) : null,
    unknown.length === 1 ? words.isUnknown(named(unknown)) : unknown.length ? words.areUnknown(named(unknown)) : null,
  ].filter(Boolean);
  if (wrong.length === 0) return well(store, rows, by);
  const parts = wrong.flatMap((part, i) => (i ? [', ', ...part] : part));
  const paused = by.get('PAUSED')?.length ?? 0;
  const asked = rows.length - paused;
  const working = asked - down.length - slow.length - unknown.length - (by.get('UNREACHABLE')?.length ?? 0);
  return {
    tone: down.length ? 'bad' : slow.length ? 'slow' : 'none',
    parts: [...parts, '.'],
    sub: [asked > 1 ? words.works(working, asked) : nothing, paused ? words.arePaused(paused) : nothing, told(store, down.length ? 'OUTAGE' : 'WARNING')],
  };
}

function group(rows) {
  const by = new Map();
  for (const row of rows) {
    const status = statusOf(row);
    if (!by.has(status)) by.set(status, []);
    by.get(status).push(row);
  }
  return by;
}

function named(rows) {
  const shown = rows.length > NAMED + 1 ? rows.slice(0, NAMED) : rows;
  const rest = rows.length - shown.length;
  return words.and(rest ? [...shown, words.more(rest)] : shown);
}

function well(store, rows, by) {
  if ((by.get('PENDING')?.length ?? 0) === rows.length) return { tone: 'none', parts: [words.first], sub: [words.allWork(rows.length)] };
  const paused = by.get('PAUSED')?.length ?? 0;
  if (paused === rows.length) return { tone: 'none', parts: [words.allPaused], sub: [words.allWork(rows.length)] };
  return { tone: 'good', parts: [words.everything], sub: [words.allWork(rows.length - paused), paused ? words.arePaused(paused) : nothing, lastTrouble(store)] };
}

function lastTrouble({ incidents }) {
  if (incidents === null) return nothing;
  const last = incidents.find((incident) => incident.ended);
  if (!last) return words.neverTrouble;
  const kind = last.kind === 'OUTAGE' ? words.down : words.slow;
  return words.lastTrouble(last.name, kind, length(last.duration_ms), moment(last.started, date));
}

/** Who was told of what is wrong now, first. */
function told({ incidents }, kind) {
  const open = (incidents ?? []).filter((incident) => !incident.ended && incident.kind === kind).reverse(); // oldest first
  const messages = open.flatMap((incident) => incident.messages).filter(({ kind }) => kind === 'ALERT' || kind === 'WARNING');
  if (messages.length === 0) return nothing;
  const people = messages.filter(({ channel }) => channel !== 'log');
  const first = (state) => people.find((message) => message.state === state);
  const [sent, due, failed] = [first('SENT'), first('DUE') ?? first('SENDING'), first('FAILED')];
  const cared = open.find(({ acknowledged }) => acknowledged)?.acknowledged;
  const known = cared ? (cared.by ? words.acknowledgedBy(cared.by) : words.acknowledged) : words.notAcknowledged;
  if (sent) return `${words.told(words.channel(sent.channel), moment(sent.sent, when))}, ${known}.`;
  if (due) return `${words.telling(words.channel(due.channel))}.`;
  if (failed) return `${words.notTold(words.channel(failed.channel))}.`;
  return `${words.onlyLog(moment(messages[0].sent ?? messages[0].created, when))}.`;
}

/** The time of day where nobody can mistake the day. */
const moment = (iso, older) => (since(iso) < 43_200_000 ? words.at(time(iso)) : words.on(older(iso, now())));

const part = (it) => (typeof it === 'string' ? it : html`<a href=${toService(it.id)}>${it.name}</a>`);

/** What is wrong and what to do, and what becomes of the channel meanwhile. */
const trouble = (channel) =>
  html`<div class="trouble" role="status">
    <p>${words.channelTrouble(words.channel(channel.name), said(channel.why))}</p>
    <p>${words.channelThen[channel.state]}</p>
  </div>`;

/** For who listens: without the lengths, which would be read aloud each second. */
function aloud(store) {
  if (store.state === 'lost' || store.state === 'full') return words.gone;
  const counts = tally(store.rows.values());
  const bad = ORDER.slice(0, 4).filter((status) => counts[status] > 0);
  return bad.length ? bad.map((status) => `${counts[status]} ${words.filter[status]}`).join(', ') : '';
}

export function hero(store) {
  const { tone, parts, sub } = sentence(store);
  const old = store.age() > OLD ? words.asOf(time(new Date(store.lastHeard).toISOString())) : nothing;
  return html`<section class="sentence ${tone}">
    <h1>${old}${parts.map(part)}</h1>
    <p>${sub.filter((text) => text !== nothing).join(' ')}</p>
    <p class="hide" role="status">${aloud(store)}</p>
  </section>
  ${store.channels.filter(({ state }) => state !== 'OK').map(trouble)} ${configuration(store)}`;
}

