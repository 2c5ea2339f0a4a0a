/* What is watched and who is told, as it is written: in the file, to be read, and in the page, to be
   changed. For who is logged in. */
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { ask } from '../base/api.js';
import { here } from '../base/route.js';
import { said } from '../base/said.js';
import { session } from '../base/session.js';
import { words } from '../base/words.js';
import { action } from './action.js';
import { empty } from '../parts/empty.js';
import { askToLogIn } from '../parts/login.js';
import { Entry } from './entry.js';
import { Work } from './work.js';

const PAGE = 50;
const TYPING = 200; // milliseconds
const AGAIN = 5_000;

export function open(store, root) {
  const { id, query } = here();
  return id === 'service' || id === 'channel' ? new Entry(store, root, id, query.get('id')) : new List(store, root);
}

class List {
  #store;
  #root;
  #found;
  #q = '';
  #later;
  #soon;
  #failed = false;
  #work;
  #ends;

  constructor(store, root) {
    this.#store = store;
    this.#root = root;
    const again = () => {
      this.#load(this.#found?.services.length);
      this.#work?.load();
    };
    addEventListener('session', again);
    this.#ends = [store.on('list', again), store.on('channels', () => this.#draw()), () => removeEventListener('session', again), () => clearTimeout(this.#later), () => clearTimeout(this.#soon)];
    this.#draw();
    again();
  }

  close() {
    this.#ends.forEach((end) => end());
  }

  async #load(count = PAGE, after = null) {
    if (!session.user) {
      this.#draw();
      return;
    }
    const q = this.#q;
    const limit = Math.min(500, Math.max(PAGE, count));
    const which = [`limit=${limit}`, q && `q=${encodeURIComponent(q)}`, after && `after=${encodeURIComponent(after)}`];
    try {
      const page = await ask(`settings?${which.filter(Boolean).join('&')}`);
      if (q !== this.#q) return; // another one was typed meanwhile
      this.#found = after ? { ...page, services: [...this.#found.services, ...page.services] } : page;
      this.#failed = false;
      clearTimeout(this.#soon);
      if (!page.page.known) this.#soon = setTimeout(() => this.#load(this.#found.services.length), AGAIN);
    } catch {
      this.#failed = true;
    }
    this.#draw();
  }

  #type(text) {
    this.#q = text.trim();
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#load(), TYPING);
  }

  #draw() {
    if (!session.user) {
      const how = this.#store.login ? html`<button class="plain link" @click=${askToLogIn}>${words.logIn}</button>` : words.noPasswordSet;
      render(html`<h1>${words.settings}</h1>${empty(words.settingsFor, how)}`, this.#root);
      return;
    }
    const found = this.#found;
    render(
      html`<h1>${words.settings}</h1>
        ${found?.file ? html`<p class="soft">${words.settingsIntro(found.file)}</p>` : nothing}
        ${found && !found.page.known ? html`<p class="note" role="status">${words.pageUnknown(said(found.page.why))}</p>` : nothing}
        ${this.#failed ? html`<p class="trouble" role="alert">${words.couldNotLoad}</p>` : nothing}
        ${this.#services(found)} ${this.#channels(found)}
        <section class="panel settings" id="work"></section>`,
      this.#root,
    );
    if (found) this.#work ??= new Work(this.#root.querySelector('#work'), found.file);
  }

  #services(found) {
    return html`<section class="panel settings">
      <h2>${words.services}<small>${found ? found.total.toLocaleString(words.language) : nothing}</small>
        <a class="main button" href="#/settings/service">${words.addService}</a></h2>
      <input type="search" placeholder=${words.search} aria-label=${words.search} autocomplete="off" spellcheck="false"
        @input=${(event) => this.#type(event.target.value)} />
      ${!found ? html`<div class="skeleton"></div>` : found.services.length ? html`<ul class="entries">${repeat(found.services, key, (one) => line(one, 'service'))}</ul>` : empty(words.noSuchEntry)}
      ${found?.next ? html`<button class="chip" @click=${() => this.#load(PAGE, found.next)}>${words.showMore}</button>` : nothing}
    </section>`;
  }

  #channels(found) {
    const health = new Map(this.#store.channels.map((channel) => [channel.name, channel]));
    return html`<section class="panel settings">
      <h2>${words.channels}<a class="main button" href="#/settings/channel">${words.addChannel}</a></h2>
      ${!found ? html`<div class="skeleton"></div>` : found.channels.length ? html`<ul class="entries">${repeat(found.channels, key, (one) => line(one, 'channel', health.get(one.name)))}</ul>` : empty(words.noChannel)}
    </section>`;
  }
}

const key = ({ origin, id }) => `${origin} ${id}`;

const kind = (entry) => Object.keys(words.channelKinds).find((name) => entry[name]) ?? '';

function line(one, what, health) {
  const { url } = one.entry;
  const under = what === 'service' ? (url?.shown ?? (typeof url === 'string' ? url : '')) : words.channelKinds[kind(one.entry)];
  const troubled = one.outdone || one.faults.length > 0;
  return html`<li>
    <div class="who">
      <a href="#/settings/${what}?id=${encodeURIComponent(one.id)}">${one.name}</a>
      <p class="soft">${[one.group, under].filter(Boolean).join(' · ')}</p>
      ${troubled ? html`<p class="bad">${one.outdone ? words.fileWins : words.doesNotHold}</p>` : nothing}
      ${health && health.state !== 'OK' ? html`<p class="bad">${said(health.why) ?? words.channelFails}</p>` : nothing}
    </div>
    <span class="origin">${one.origin === 'page' ? words.ofPage : (one.file ?? words.byDefault)}</span>
    ${what === 'channel' && !troubled ? action(words.sendTest, `channels/${encodeURIComponent(one.name)}/test`, words.testSent) : nothing}
  </li>`;
}
