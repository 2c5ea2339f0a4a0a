/* The form of one service or channel. What was typed stays until it is saved or given up, whatever
   becomes of the line or of the session; secrets alone are remembered nowhere. */
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { ask } from '../base/api.js';
import { now } from '../base/clock.js';
import { when } from '../base/format.js';
import { change, session } from '../base/session.js';
import { words } from '../base/words.js';
import { action } from './action.js';
import { empty } from '../parts/empty.js';
import { askToLogIn } from '../parts/login.js';
import { forget, recall, remember } from './drafts.js';
import { toldOf } from './faults.js';
import { at, entryOf, fieldsOf, kindOf, kindOfUrl, typed } from './fields.js';
import { ASKED } from './forms.js';
import { drawn, isOf } from './inputs.js';
import { why } from './refused.js';

export class Entry {
  #store;
  #root;
  #what;
  #id;
  #one; // as it was when it was opened
  #now; // as somebody has changed it meanwhile; null: it is gone
  #kind;
  #draft = {};
  #faults = [];
  #trouble = '';
  #busy = false;
  #ends;
  #dialog;

  constructor(store, root, what, id) {
    this.#store = store;
    this.#root = root;
    this.#what = what;
    this.#id = id;
    const again = () => this.#load();
    addEventListener('session', again);
    this.#ends = [store.on('list', again), () => removeEventListener('session', again)];
    this.#load();
  }

  close() {
    this.#ends.forEach((end) => end());
    this.#dialog?.remove();
  }

  get #place() {
    return `settings/${this.#what}s/${encodeURIComponent(this.#id)}`;
  }

  /** The first time it is shown; afterwards only whether it is still the same counts. */
  async #load() {
    if (!session.user) return this.#draw();
    if (!this.#id) {
      if (!this.#one) this.#begin({ origin: 'page', name: '', version: null, entry: {}, faults: [] });
      return this.#draw();
    }
    try {
      const found = await ask(this.#place);
      if (!this.#one && found) this.#begin(found);
      else if (!this.#busy && this.#one?.version !== found?.version) this.#now = found;
      else this.#now = undefined;
      if (!this.#one) this.#now = null;
      this.#trouble = '';
    } catch {
      if (!this.#one) this.#trouble = words.couldNotLoad;
    }
    return this.#draw();
  }

  #begin(found) {
    this.#one = found;
    this.#now = undefined;
    this.#faults = found.faults;
    this.#kind = kindOf(found.entry);
    this.#fill();
    const kept = recall(this.#key);
    if (kept && kept.version === found.version) {
      this.#kind = kept.kind;
      this.#fill();
      Object.assign(this.#draft, kept.draft);
    }
  }

  get #key() {
    return `${this.#what} ${this.#id ?? ''}`;
  }

  #fill() {
    this.#draft = Object.fromEntries(this.#all().map((field) => [field.path, typed(at(this.#one.entry, field.path), field)]));
    if (this.#what === 'service') this.#draft.id = this.#one.id ?? '';
  }

  #fields() {
    return fieldsOf(this.#what, this.#kind);
  }

  #all() {
    const { usual, more } = this.#fields();
    return [...usual, ...more];
  }

  #type(path, value) {
    this.#draft[path] = value;
    const open = this.#all().filter(({ secret, type }) => !secret && type !== 'map').map((field) => [field.path, this.#draft[field.path]]);
    remember(this.#key, { version: this.#one.version, kind: this.#kind, draft: Object.fromEntries(open) });
    this.#draw();
  }

  async #save(event) {
    event.preventDefault();
    if (this.#busy) return;
    const before = structuredClone(this.#one.entry);
    if (this.#what === 'channel') {
      for (const kind of Object.keys(words.channelKinds)) if (kind !== this.#kind) delete before[kind];
      before[this.#kind] ??= {};
    }
    const entry = entryOf(before, this.#all(), this.#draft);
    if (this.#what === 'channel') entry[this.#kind] ??= {};
    await this.#do(async () => {
      const saved = this.#id
        ? await change('PUT', `${this.#what}s/${encodeURIComponent(this.#id)}`, entry, this.#one.version)
        : await change('POST', `${this.#what}s`, entry);
      forget(this.#key);
      this.#one = saved;
      location.hash = '#/settings';
    });
  }

  async #remove() {
    this.#dialog.close();
    await this.#do(async () => {
      await change('DELETE', `${this.#what}s/${encodeURIComponent(this.#id)}`, undefined, this.#one.version);
      forget(this.#key);
      location.hash = '#/settings';
    });
  }

  async #do(work) {
    this.#busy = true;
    this.#faults = [];
    this.#trouble = '';
    this.#draw();
    try {
      await work();
    } catch (refused) {
      this.#faults = refused.answer?.faults ?? [];
      this.#trouble = why(refused);
      this.#busy = false;
      if (refused.status === 412) await this.#load();
      this.#draw();
      this.#root.querySelector('[aria-invalid=true], [role=alert]')?.focus();
    }
    this.#busy = false;
  }

  #ask() {
    this.#dialog ??= document.body.appendChild(document.createElement('dialog'));
    this.#dialog.className = 'login';
    this.#dialog.setAttribute('aria-label', words.remove);
    render(
      html`<h2>${words.removeSure(this.#one.name)}</h2>
        <p class="soft">${this.#what === 'service' ? words.removeService : words.removeChannel}</p>
        <p class="buttons">
          <button class="plain" autofocus @click=${() => this.#dialog.close()}>${words.cancel}</button>
          <button class="main danger" @click=${() => this.#remove()}>${words.remove}</button>
        </p>`,
      this.#dialog,
    );
    this.#dialog.showModal();
  }

  #draw() {
    const crumbs = html`<p class="crumbs"><a href="#/settings">${words.settings}</a> › ${this.#what === 'service' ? words.services : words.channels}</p>`;
    if (!session.user) {
      render(html`${crumbs}${empty(words.settingsFor, html`<button class="plain link" @click=${askToLogIn}>${words.logIn}</button>`)}`, this.#root);
    } else if (!this.#one) {
      const said = this.#trouble || (this.#now === null ? words.noEntry : '');
      render(html`${crumbs}${said ? empty(said, html`<a href="#/settings">${words.settings}</a>`) : html`<div class="panel skeleton"></div>`}`, this.#root);
    } else {
      render(html`${crumbs}${this.#form()}`, this.#root);
    }
  }

  #form() {
    const ours = this.#one.origin === 'page';
    const { usual, more } = this.#fields();
    const fresh = this.#what === 'service' ? words.newService : words.newChannel;
    return html`<h1>${this.#one.name || fresh}</h1>
      ${ours ? nothing : html`<p class="note">${this.#one.file ? words.ofFile(this.#one.file) : words.ofNoFile}</p>`}
      ${this.#one.outdone ? html`<p class="note">${words.fileWinsHow}</p>` : nothing}
      ${this.#meanwhile()}
      <form class="panel entry" novalidate @submit=${(event) => this.#save(event)}>
        ${this.#what === 'channel' ? this.#kinds(ours) : nothing}
        ${this.#drawn(usual, ours)}
        <details ?open=${more.some((field) => this.#faultsOf(field).length)}>
          <summary>${words.moreFields}</summary>
          ${this.#drawn(more, ours)}
        </details>
        ${this.#said()}
        ${ours ? this.#buttons() : nothing}
      </form>`;
  }

  #kinds(ours) {
    const choose = ({ target }) => {
      const { name } = this.#draft;
      this.#kind = target.value;
      this.#fill();
      this.#type('name', name);
    };
    return html`<label class="field"><span>${words.channelKind}</span>
      <select ?disabled=${!ours || this.#id !== null} @change=${choose}>
        ${Object.entries(words.channelKinds).map(([kind, name]) => html`<option value=${kind} ?selected=${kind === this.#kind}>${name}</option>`)}
      </select></label>`;
  }

  #buttons() {
    const channel = this.#what === 'channel' && this.#id;
    return html`<p class="buttons">
      <button class="main" type="submit" ?disabled=${this.#busy || this.#one.outdone}>${words.save}</button>
      <a class="plain" href="#/settings" @click=${() => forget(this.#key)}>${words.cancel}</a>
      ${channel ? action(words.sendTest, `channels/${encodeURIComponent(this.#id)}/test`, words.testSent) : nothing}
      ${this.#id ? html`<button class="plain danger" type="button" ?disabled=${this.#busy} @click=${() => this.#ask()}>${words.remove}</button>` : nothing}
    </p>`;
  }

  /** Somebody else was here. */
  #meanwhile() {
    if (this.#now === undefined) return nothing;
    if (this.#now === null) return html`<div class="note" role="alert" tabindex="-1">${words.removedMeanwhile}</div>`;
    const other = this.#now;
    return html`<div class="note" role="alert" tabindex="-1">
      <p>${other.by ? words.changedMeanwhile(other.by, when(other.at, now())) : words.movedToFile}</p>
      <p class="buttons">
        <button class="main" @click=${() => { forget(this.#key); this.#begin(other); this.#draw(); }}>${words.showTheirs}</button>
        ${other.origin === 'page' ? html`<button class="plain" @click=${() => { this.#one = { ...this.#one, version: other.version }; this.#now = undefined; this.#draw(); }}>${words.keepMine}</button>` : nothing}
      </p>
    </div>`;
  }

  #faultsOf(field) {
    return this.#faults.filter((fault) => isOf(fault, field));
  }

  /** Those that this kind of service has, and whatever says something. */
  #drawn(fields, ours) {
    const kind = kindOfUrl(this.#draft.url || (at(this.#one.entry, 'url')?.shown ?? ''));
    const has = (field) => !field.of || field.of.split(' ').includes(kind ?? ASKED[0])
      || this.#draft[field.path] !== typed(undefined, field) || at(this.#one.entry, field.path) !== undefined || this.#faultsOf(field).length > 0;
    const all = (some) => html`<div class="fields">${repeat(some, ({ path }) => path, (field) => this.#field(field, ours, kind))}</div>`;
    const ticks = fields.filter((field) => field.type === 'yes' && has(field));
    return html`${all(fields.filter((field) => field.type !== 'yes' && has(field)))}${ticks.length ? all(ticks) : nothing}`;
  }

  /** What no field can say. */
  #said() {
    const fields = this.#all();
    const rest = this.#faults.filter((fault) => !fields.some((field) => isOf(fault, field)));
    if (!this.#trouble && rest.length === 0) return nothing;
    return html`<div class="trouble" role="alert" tabindex="-1">
      ${this.#trouble ? html`<p>${this.#trouble} ${session.user ? nothing : html`<button class="plain link" type="button" @click=${askToLogIn}>${words.logIn}</button>`}</p>` : nothing}
      ${rest.length ? html`<ul>${rest.map((fault) => html`<li><b>${fault.path}</b> ${toldOf(fault)}</li>`)}</ul>` : nothing}
    </div>`;
  }

  #field(field, ours, kind) {
    const { path } = field;
    const label = (this.#what === 'channel' ? path.slice(path.indexOf('.') + 1) : path).replaceAll('.', '_');
    return drawn(field, {
      entry: this.#one.entry,
      draft: this.#draft,
      label,
      faults: this.#faultsOf(field),
      fixed: !ours || (field.once === true && this.#id !== null),
      hint: path === 'url' && kind && !ASKED.includes(kind) ? words.kindNotYet : '',
      write: (where, value) => this.#type(where, value),
    });
  }
}
