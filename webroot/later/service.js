/* One service: how it does, how it did, what went wrong, where the time goes, the last checks. */
import { html, nothing, render } from 'lit-html';
import { ask } from '../base/api.js';
import { now, since } from '../base/clock.js';
import { age, dateYear, length, millis, percent, time, when } from '../base/format.js';
import { here, keepQuery } from '../base/route.js';
import { said } from '../base/said.js';
import { statusOf } from '../base/state.js';
import { INCIDENTS, SOON, Shortly, isBeingTold } from '../base/store.js';
import { words } from '../base/words.js';
import { action } from './action.js';
import { empty } from '../parts/empty.js';
import { follow } from './follow.js';
import { bars } from '../parts/bars.js';
import { mark } from '../parts/mark.js';
import { phases } from './phases.js';
import { places } from './places.js';
import { note } from '../parts/row.js';
import { timeline } from './story.js';

const RANGES = ['24h', '7d', '30d', '90d', '1y'];
const LENGTH = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 };
const SHOWN = 20;
const KEPT = 60;
const AGAIN = 60_000;
const DAY = 86_400_000;

export const open = (store, root) => new Service(store, root);

class Service {
  #store;
  #root;
  #id;
  #whole;
  #former;
  #checks;
  #incidents = null;
  #more = false;
  #failed = false;
  #asked = 0;
  #taken = 0;
  #incidentsSoon = new Shortly(() => this.#loadIncidents());
  #history = new Map();
  #range;
  #chart;
  #ends;
  #abort = new AbortController();
  #drawn = 0;

  constructor(store, root) {
    this.#store = store;
    this.#root = root;
    const { id, query } = here();
    this.#id = id;
    this.#range = RANGES.includes(query.get('range')) ? query.get('range') : '24h';
    const again = setInterval(() => document.hidden || this.#load(), AGAIN);
    this.#ends = [
      store.on('check', ({ detail }) => detail.id === id && this.#heard(detail)),
      store.on('row', ({ detail }) => detail === id && this.#soon()),
      store.on('incidents', () => this.#soon()),
      store.on('incident', ({ detail }) => detail === id && this.#incidentsSoon.in()),
      store.on('past', () => this.#soon()),
      store.on('list', () => this.#load()),
      store.on('second', () => this.#soon()),
      () => clearInterval(again),
      () => this.#incidentsSoon.stop(),
      () => root.removeEventListener('changed', this.#changed),
    ];
    root.addEventListener('changed', this.#changed);
    this.#draw();
    if (store.rows.size) this.#load();
  }

  /** Somebody has followed an incident up. */
  #changed = () => {
    this.#store.incidentsChanged(0);
    this.#loadIncidents();
  };

  close() {
    this.#ends.forEach((end) => end());
    this.#abort.abort();
    this.#chart?.destroy();
    cancelAnimationFrame(this.#drawn);
  }

  async #load() {
    const path = `services/${encodeURIComponent(this.#id)}`;
    const get = (question) => ask(question, this.#abort.signal);
    this.#loadIncidents();
    const [whole, checks] = await Promise.allSettled([get(path), get(`${path}/checks?limit=${KEPT}`), this.#loadCurve(), this.#range === '24h' ? null : this.#loadCurve('24h')]);
    if (whole.status === 'fulfilled') this.#whole = whole.value;
    if (!this.#service()) await this.#remember(get);
    if (checks.value) this.#checks = checks.value.checks;
    this.#checks ??= [];
    this.#soon();
  }

  /** It may be watched no more. */
  async #remember(get) {
    this.#former = await get(`removed/${encodeURIComponent(this.#id)}`).catch(() => this.#former);
    if (this.#former && !this.#abort.signal.aborted) await this.#plot();
  }

  /** Its own: among the newest of all there may be none of them, however it does. */
  async #loadIncidents() {
    const turn = ++this.#asked;
    try {
      const page = await ask(`incidents?service=${encodeURIComponent(this.#id)}&limit=${INCIDENTS}`, this.#abort.signal);
      if (turn < this.#taken) return; // a newer answer has overtaken it
      this.#taken = turn;
      this.#incidents = page?.incidents ?? [];
      this.#more = Boolean(page?.next);
      this.#failed = false;
      if (this.#incidents.some(isBeingTold)) this.#incidentsSoon.in(SOON);
    } catch {
      if (this.#abort.signal.aborted) return;
      this.#failed = true;
      this.#incidentsSoon.in(SOON);
    }
    this.#soon();
  }

  /** Until its own are there, what is known of it at all. */
  #story() {
    const some = (this.#store.incidents ?? []).filter(({ service }) => service === this.#id);
    return this.#incidents ?? (some.length ? some : null);
  }

  async #loadCurve(range = this.#range) {
    const path = `services/${encodeURIComponent(this.#id)}/history?range=${range}`;
    const history = await ask(path, this.#abort.signal).catch(() => null);
    if (this.#abort.signal.aborted) return;
    this.#history.set(range, history);
    if (range === this.#range) await this.#plot();
  }

  async #plot() {
    const history = this.#history.get(this.#range);
    this.#draw();
    const node = this.#root.querySelector('.curve');
    if (!node) return;
    if (!history?.points.some(({ p50 }) => p50 !== null)) {
      this.#chart?.destroy();
      this.#chart = null;
      return;
    }
    const { Curve } = await import('./curve.js');
    if (this.#abort.signal.aborted) return;
    this.#chart ??= new Curve(node);
    this.#chart.show(history, this.#service()?.max_response_time_ms);
  }

  #heard(check) {
    this.#checks = [check, ...(this.#checks ?? [])].slice(0, KEPT);
    this.#soon();
  }

  #soon() {
    this.#drawn ||= requestAnimationFrame(() => {
      this.#drawn = 0;
      this.#draw();
    });
  }

  #service() {
    const row = this.#store.rows.get(this.#id);
    return row ? { ...this.#whole, ...row } : this.#whole;
  }

  #draw() {
    const service = this.#service();
    if (service) render(this.#page(service), this.#root);
    else if (this.#former) render(this.#past(this.#former), this.#root);
    else if (this.#store.rows.size === 0 && this.#store.state !== 'live') render(html`<div class="panel skeleton"></div>`, this.#root);
    else render(html`${empty(words.noService, words.noServiceHow)}<p><a href="#/">${words.toServices}</a></p>`, this.#root);
  }

  #page(service) {
    const status = statusOf(service);
    return html`
      <p class="crumbs"><a href="#/">${words.services}</a>${service.group ? html` › <a href="#/?group=${encodeURIComponent(service.group)}">${service.group}</a>` : nothing}</p>
      <div class="name">
        <h1>${service.name}</h1>
        <span class="pill is-${status.toLowerCase()}">${mark(status)}${service.since && status === service.state ? html`<span>${words.stateFor('', age(since(service.since))).trim()}</span>` : nothing}</span>
        ${this.#wishes(service)}
      </div>
      ${service.url ? html`<p class="soft url">${service.url}</p>` : nothing}
      ${service.description ? html`<p class="soft">${service.description}</p>` : nothing}
      ${service.muted || ['MAINTENANCE', 'PAUSED'].includes(status) || (status === 'UNREACHABLE' && service.parent) ? html`<p class="soft">${note(service, status)}</p>` : nothing}
      ${service.error ? html`<p class="fault ${status === 'DOWN' ? 'bad' : ''}">${said(service.error)}${service.unconfirmed ? html` · ${words.attempt(service.unconfirmed.attempt, service.unconfirmed.of)}` : nothing}</p>` : nothing}
      <div class="cards">${this.#cards(service)}</div>
      ${this.#responseTime(service)}
      ${places(this.#history.get('24h')?.places ?? [])}
      <div class="two">
        ${this.#incident()}
        <section class="panel">
          <h2>${words.phasesTitle}<small>${this.#checks?.length ? words.lastChecks(Math.min(40, this.#checks.length)) : nothing}</small></h2>
          ${this.#checks ? phases(this.#checks) : html`<div class="skeleton"></div>`}
        </section>
      </div>
      <section class="panel">
        <h2>${words.days90}</h2>
        ${bars(this.#store.days.get(this.#id), this.#store.until, null)}
      </section>
      ${this.#lastChecks()}`;
  }

  /** Each state has buttons of its own: none is still pressed for the one before. */
  #wishes({ muted, paused }) {
    const at = (what) => `services/${encodeURIComponent(this.#id)}/${what}`;
    const asked = paused
      ? html`<span class="wishes">${action(words.resume, at('resume'), words.asked)}</span>`
      : html`<span class="wishes">${action(words.checkNow, at('check'), words.asked)}${action(words.pause, at('pause'), words.asked)}</span>`;
    const told = muted
      ? html`<span class="wishes">${action(words.unmute, at('unmute'), words.asked)}</span>`
      : html`<span class="wishes">${Object.entries(words.mute).map(([length, text]) => action(text, at('mute'), words.asked, { for: length }))}</span>`;
    return html`${asked}${told}`;
  }

  /** One that is watched no more. */
  #past(service) {
    return html`
      <p class="crumbs"><a href="#/">${words.services}</a> › ${words.removed}</p>
      <div class="name"><h1>${service.name}</h1></div>
      ${service.url ? html`<p class="soft url">${service.url}</p>` : nothing}
      <p class="soft">${service.removed ? words.removedSince(dateYear(service.removed)) : words.notWatched}</p>
      <div class="cards">${['30d', '90d', '1y'].map((window) => card(words.uptime[window], percent(service.uptime[window]), service.uptime[window] == null ? words.noUptime : ''))}</div>
      ${this.#responseTime(service)}
      ${this.#incident()}
      <section class="panel">
        <h2>${words.days90}</h2>
        ${bars(service.days, service.until, null)}
      </section>
      ${this.#lastChecks()}`;
  }

  #cards(service) {
    const spread = this.#spread();
    const now = service.error ? '–' : millis(service.response_time_ms);
    const under = spread ? words.spread(millis(spread.p50), millis(spread.p95)) : service.status_code ? words.answered(service.status_code) : words.noAnswer;
    return [
      card(words.nowTitle, now, under),
      ...['24h', '7d', '90d'].map((window) => this.#uptime(service, window)),
      service.certificate_ends ? certificate(service.certificate_ends) : nothing,
    ];
  }

  /** Of the last day. */
  #spread() {
    const day = this.#history.get('24h')?.percentiles;
    return day && day.p50 !== null ? day : null;
  }

  #uptime(service, window) {
    const share = service.uptime?.[window];
    return card(words.uptime[window], percent(share), share == null ? words.noUptime : this.#outages(LENGTH[window] * DAY));
  }

  /** How many there were in so long a time; of more than a page of them it is known that they are more. */
  #outages(length) {
    const incidents = this.#story();
    if (!incidents) return '';
    const from = now() - length;
    const inside = incidents.filter(({ ended, kind }) => kind === 'OUTAGE' && (!ended || Date.parse(ended) > from));
    const more = this.#more && Date.parse(incidents.at(-1).started) > from;
    return more && !inside.length ? '' : words.dayIncidents(inside.length, more);
  }

  #responseTime(service) {
    const history = this.#history.get(this.#range);
    const some = history?.points.some(({ p50 }) => p50 !== null);
    const choose = (range) => {
      this.#range = range;
      keepQuery({ range: range === '24h' ? '' : range });
      this.#draw();
      this.#loadCurve();
    };
    return html`<section class="panel">
      <h2>
        ${words.responseTime}
        <span class="ranges" role="group" aria-label=${words.range}>
          ${RANGES.map((range) => html`<button class="plain" aria-pressed=${range === this.#range} @click=${() => choose(range)}>${words.short[range]}</button>`)}
        </span>
      </h2>
      <div class="curve" ?hidden=${!some} role="img" aria-label=${words.responseTime}></div>
      ${some ? this.#curveLegend(service, history) : this.#history.has(this.#range) ? empty(words.noHistory, words.noHistoryHow) : html`<div class="curve skeleton"></div>`}
    </section>`;
  }

  #curveLegend(service, history) {
    const limit = service.max_response_time_ms;
    const { p50, p95, p99 } = history.percentiles;
    return html`<ul class="legend">
        <li class="p50">${words.median} ${millis(p50)}</li><li class="p95">p95 ${millis(p95)}</li><li class="p99">p99 ${millis(p99)}</li>
        ${limit ? html`<li class="limit">${words.slowAbove(length(limit))}</li>` : nothing}<li class="outage">${words.down}</li>
      </ul>
      <details class="table"><summary>${words.asTable}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${words.responseTime}><table>
          <thead><tr><th scope="col">${words.time}</th><th scope="col">${words.median}</th><th scope="col">p95</th><th scope="col">p99</th></tr></thead>
          <tbody>${history.points.filter(({ p50 }) => p50 !== null).slice(-100).reverse().map((point) => html`<tr><th scope="row">${when(point.at, now())}</th><td>${millis(point.p50)}</td><td>${millis(point.p95)}</td><td>${millis(point.p99)}</td></tr>`)}</tbody>
        </table></div>
      </details>`;
  }

  #incident() {
    const incidents = this.#story();
    if (!incidents) {
      return html`<section class="panel"><h2>${words.lastIncident}</h2>${this.#failed ? html`<p class="soft">${words.couldNotLoad}</p>` : html`<div class="skeleton"></div>`}</section>`;
    }
    const all = html`<a href="#/incidents?service=${encodeURIComponent(this.#id)}">${words.allIncidents(incidents.length, this.#more)}</a>`;
    return html`<section class="panel">
      <h2>${words.lastIncident}<small>${incidents.length ? all : nothing}</small></h2>
      ${incidents.length ? html`<p class="soft">${when(incidents[0].started, now())}</p>${timeline(incidents[0])} ${follow(incidents[0])}` : empty(words.noIncident, words.noIncidentHow)}
    </section>`;
  }

  #lastChecks() {
    const path = `api/v1/services/${encodeURIComponent(this.#id)}/checks`;
    const shown = (this.#checks ?? []).slice(0, SHOWN);
    const named = shown.some(({ node }) => node);
    const rows = html`<div class="wide" tabindex="0" role="region" aria-label=${words.checks}><table class="checks">
      <thead><tr><th scope="col">${words.time}</th><th scope="col">${words.state}</th><th scope="col">${words.responseTime}</th><th scope="col">${words.code}</th><th scope="col">${words.error}</th>${named ? html`<th scope="col">${words.host}</th>` : nothing}</tr></thead>
      <tbody>${shown.map((each) => check(each, named))}</tbody>
    </table></div>`;
    return html`<section class="panel">
      <h2>${words.checks}<small><a href="${path}?format=csv" download>CSV</a> · <a href=${path}>JSON</a></small></h2>
      ${shown.length ? rows : empty(words.noChecks, words.noChecksHow)}
    </section>`;
  }
}

const STATES = { GOOD: 'UP', SLOW: 'SLOW', FAILED: 'DOWN' };

const check = ({ at, outcome, response_time_ms, status_code, error, node }, named) => html`<tr>
  <th scope="row"><time datetime=${at}>${time(at)}</time></th>
  <td>${mark(STATES[outcome] ?? outcome)}</td>
  <td class="number">${millis(response_time_ms)}</td>
  <td class="number">${status_code ?? '–'}</td>
  <td class="error">${said(error) ?? ''}</td>
  ${named ? html`<td class="host" title=${node ?? ''}>${node ?? '–'}</td>` : nothing}
</tr>`;

const card = (title, value, under, tone = '') => html`<div class="card ${tone}"><p>${title}</p><b>${value}</b><small>${under}</small></div>`;

function certificate(ends) {
  const left = Math.floor((Date.parse(ends) - now()) / DAY);
  return card(words.certificate, left < 0 ? words.expired : words.daysLeft(left), words.until(dateYear(ends)), left < 14 ? 'warn' : '');
}
