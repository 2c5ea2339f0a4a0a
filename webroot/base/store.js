/* What the page knows, and who wants to hear when it changes. Events: `list` (which services there
   are), `row` (one of them, by id), `check` (an answer as it came), `incidents`, `incident` (of a
   service, by id), `past` (days, recent times or uptime came), `channels` (how they do), `feed` (the
   line to the server), `second`. */
import { ask } from './api.js';
import { hold, now, setClock } from './clock.js';

const RECENT = 30;
const SLOWLY = 120_000;

/** So many incidents are asked for at once. */
export const INCIDENTS = 100;
/** What did not come, or is about to change unasked, is asked for again after this, in ms. */
export const SOON = 3_000;

/** A message of it has not left yet. */
export const isBeingTold = ({ messages }) => messages.some(({ state }) => state === 'DUE' || state === 'SENDING');

/** Does something shortly after something happened, once; a storm does not put it off. */
export class Shortly {
  #what;
  #timer;
  #due = Infinity;

  constructor(what) {
    this.#what = what;
  }

  /** In so many ms at the latest. */
  in(after = 300) {
    const due = Date.now() + after;
    if (this.#due <= due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#due = Infinity;
      this.#what();
    }, after);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}

export class Store extends EventTarget {
  rows = new Map();
  channels = [];
  configuration = null;
  recent = new Map();
  days = new Map();
  until = null;
  incidents = null;
  state = 'connecting';
  lastHeard = null;
  details = true;
  login = false;
  #incidentsSoon = new Shortly(() => this.#incidents());
  #pastDue = 0;
  #edition = document.documentElement.dataset.edition;

  constructor() {
    super();
    setInterval(() => this.#say('second'), 1_000);
    setInterval(() => document.hidden || this.#past(), SLOWLY);
  }

  /** One event of the feed. */
  apply(event, data) {
    this.lastHeard = now();
    this[`_${event}`]?.(data);
  }

  /** The line to the server: connecting, live, hidden, lost or full. */
  connection(state) {
    this.state = state;
    hold(state === 'live' ? null : this.lastHeard);
    this.#say('feed');
  }

  /** Milliseconds since the data was true. */
  age() {
    return this.lastHeard === null || this.state === 'live' ? 0 : now() - this.lastHeard;
  }

  /** What a hidden tab asks for its icon. */
  glance(answer) {
    for (const row of answer?.services ?? []) {
      const known = this.rows.get(row.id);
      if (known) Object.assign(known, row, { last_checked: null, seen: now() });
    }
    this.lastHeard = now();
    this.connection('hidden');
  }

  on(type, listener) {
    this.addEventListener(type, listener);
    return () => this.removeEventListener(type, listener);
  }

  /** Fetches the newest incidents again, shortly. */
  incidentsChanged(after) {
    this.#incidentsSoon.in(after);
  }

  _snapshot(data) {
    if (data.page && data.page !== this.#edition) {
      location.reload(); // the server was replaced under an open page
      return;
    }
    setClock(data.time);
    this.lastHeard = now();
    const before = [...this.rows.keys()].join();
    this.channels = data.channels;
    this.configuration = data.configuration;
    this.details = data.details;
    this.login = data.login;
    this.rows = new Map(data.services.map((row) => [row.id, { ...row, seen: now() }]));
    const same = this.rows.size > 0 && before === [...this.rows.keys()].join();
    this.#say('list', { same });
    this.#past();
    this.incidentsChanged(0);
    if (!same) setTimeout(() => this.incidentsChanged(), SOON); // what ends with a service that is gone
  }

  _check(data) {
    const row = this.rows.get(data.id);
    if (!row) return;
    Object.assign(row, {
      last_checked: data.at,
      response_time_ms: data.response_time_ms,
      status_code: data.status_code,
      error: data.error,
      status: data.status,
      state: data.state,
    });
    const times = this.recent.get(data.id) ?? [];
    times.push(data.outcome === 'FAILED' ? null : data.response_time_ms);
    if (times.length > RECENT) times.shift();
    this.recent.set(data.id, times);
    this.#say('check', data);
    this.#say('row', data.id);
  }

  _channel(data) {
    const known = this.channels.some(({ name }) => name === data.name);
    this.channels = known ? this.channels.map((one) => (one.name === data.name ? data : one)) : [...this.channels, data];
    this.#say('channels');
  }

  _standing(data) {
    const row = this.rows.get(data.id);
    if (!row) return;
    if (data.paused && !row.paused) this.incidentsChanged(); // what was open has ended
    Object.assign(row, data);
    this.#say('row', data.id);
  }

  _transition() {
    this.incidentsChanged();
  }

  _incident(data) {
    this.incidentsChanged();
    this.#say('incident', data.service);
    if (data.ended) this.#pastSoon();
  }

  async #incidents() {
    try {
      this.incidents = (await ask(`incidents?limit=${INCIDENTS}`))?.incidents ?? [];
    } catch {
      this.incidents ??= [];
      this.incidentsChanged(SOON);
      return;
    }
    this.#say('incidents');
    // nobody says when a message has left: ask until none is on its way
    if (this.incidents.some(isBeingTold)) this.incidentsChanged(SOON);
  }

  /** Once, however many incidents end meanwhile. */
  #pastSoon() {
    this.#pastDue ||= setTimeout(() => {
      this.#pastDue = 0;
      this.#past();
    }, SOON);
  }

  /** What changes slowly and is not in the feed; each may be missing on its own. */
  async #past() {
    const [days, recent, uptime] = await Promise.allSettled([
      ask('days'),
      ask('recent'),
      ask('services?fields=id,uptime'),
    ]);
    if (days.value) {
      this.until = days.value.until;
      this.days = new Map(days.value.services.map((service) => [service.id, service.days]));
    }
    if (recent.value) {
      this.recent = new Map(recent.value.services.map((service) => [service.id, service.response_ms]));
    }
    for (const { id, uptime: shares } of uptime.value?.services ?? []) {
      const row = this.rows.get(id);
      if (row) row.uptime = shares;
    }
    this.#say('past');
  }

  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
