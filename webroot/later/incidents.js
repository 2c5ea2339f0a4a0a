/* What went wrong, newest first, each with who was told. */
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { ask } from '../base/api.js';
import { here } from '../base/route.js';
import { words } from '../base/words.js';
import { empty } from '../parts/empty.js';
import { story } from './story.js';

const PAGE = 50;

const withMessage = (incident, { id, state }) =>
  state ? { ...incident, messages: incident.messages.map((message) => (message.id === id ? { ...message, state } : message)) } : incident;

export const open = (store, root) => new Incidents(store, root);

class Incidents {
  #store;
  #root;
  #older = []; // what was fetched beyond the newest, which the store keeps up to date
  #next;
  #failed = false;
  #ends;

  constructor(store, root) {
    this.#store = store;
    this.#root = root;
    this.service = here().query.get('service');
    this.#ends = [
      store.on('incidents', () => this.#draw()),
      store.on('list', () => this.#draw()),
      store.on('second', () => this.#draw()),
    ];
    root.addEventListener('changed', this.#changed);
    this.#draw();
    if (this.service) this.#more();
  }

  close() {
    this.#ends.forEach((end) => end());
    this.#root.removeEventListener('changed', this.#changed);
  }

  /** The server has answered with an incident or a message as it is now. */
  #changed = ({ detail }) => {
    this.#older = this.#older.map((incident) => (incident.id === detail.id ? detail : withMessage(incident, detail)));
    this.#store.incidentsChanged(0);
    this.#draw();
  };

  async #more() {
    const after = this.#next ?? (this.service ? null : this.#all().at(-1).id);
    const which = [`limit=${PAGE}`, this.service && `service=${encodeURIComponent(this.service)}`, after && `after=${encodeURIComponent(after)}`];
    try {
      const page = await ask(`incidents?${which.filter(Boolean).join('&')}`);
      this.#older.push(...page.incidents);
      this.#next = page.next;
      this.#failed = false;
    } catch {
      this.#failed = true;
    }
    this.#draw();
  }

  #all() {
    const newest = this.#store.incidents ?? [];
    const known = new Set(newest.map(({ id }) => id));
    return [...newest, ...this.#older.filter(({ id }) => !known.has(id))].filter(({ service }) => !this.service || service === this.service);
  }

  /** There is none only when the answer says so. */
  #list(all) {
    if (all.length) return repeat(all, ({ id }) => id, story);
    if (!this.service || this.#next !== undefined) return empty(words.noIncident, words.noIncidentHow);
    return this.#failed ? nothing : html`<div class="story skeleton"></div>`;
  }

  #draw() {
    const { incidents, rows } = this.#store;
    const name = rows.get(this.service)?.name ?? this.service;
    const title = this.service ? words.incidentsOf(name) : words.incidents;
    if (incidents === null) {
      render(html`<h1>${title}</h1><div class="story skeleton"></div><div class="story skeleton"></div>`, this.#root);
      return;
    }
    const all = this.#all();
    const more = this.#next ?? (this.#next === undefined && !this.service && incidents.length >= 100);
    render(
      html`<h1>${title}</h1>
        ${this.#list(all)}
        ${this.#failed ? html`<p class="soft">${words.couldNotLoad}</p>` : nothing}
        ${more ? html`<button class="chip" @click=${() => this.#more()}>${words.older}</button>` : nothing}`,
      this.#root,
    );
  }
}
