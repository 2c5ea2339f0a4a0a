/* Planned work: what stands in the file, and what people have planned besides. */
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { ask } from '../base/api.js';
import { now } from '../base/clock.js';
import { when } from '../base/format.js';
import { change } from '../base/session.js';
import { words } from '../base/words.js';
import { empty } from '../parts/empty.js';
import { toldOf } from './faults.js';
import { isOf, told } from './inputs.js';
import { why } from './refused.js';

const PAGE = 50;
const ONCE = ['from', 'until'];
const AGAIN = ['cron', 'duration'];

export class Work {
  #root;
  #file;
  #found;
  #next = null;
  #again = false;
  #draft = {};
  #trouble = '';
  #faults = [];
  #busy = false;

  /** @param file of the configuration, or null */
  constructor(root, file) {
    this.#root = root;
    this.#file = file;
    this.#draw();
    this.load();
  }

  async load(after = null) {
    const which = [`limit=${PAGE}`, after && `after=${encodeURIComponent(after)}`].filter(Boolean).join('&');
    const page = await ask(`maintenance?${which}`).catch(() => null);
    if (page) {
      this.#found = after ? [...this.#found, ...page.maintenance] : page.maintenance;
      this.#next = page.next;
    }
    this.#draw();
  }

  async #do(work) {
    if (this.#busy) return;
    this.#busy = true;
    this.#trouble = '';
    this.#faults = [];
    try {
      await work();
      await this.load();
    } catch (refused) {
      this.#faults = refused.answer?.faults ?? [];
      if (refused.status === 404) await this.load(); // it is over meanwhile
      else this.#trouble = why(refused);
    }
    this.#busy = false;
    this.#draw();
    if (this.#trouble) this.#root.querySelector('[aria-invalid=true], [role=alert]').focus();
  }

  #plan(event) {
    event.preventDefault();
    const { services = '', reason = '' } = this.#draft;
    const body = { services: services.split(',').map((part) => part.trim()).filter(Boolean) };
    for (const key of this.#again ? AGAIN : ONCE) {
      const value = (this.#draft[key] ?? '').trim();
      if (value) body[key] = this.#again ? value : moment(value);
    }
    if (reason.trim()) body.reason = reason.trim();
    this.#do(async () => {
      await change('POST', 'maintenance', body);
      this.#draft = {};
    });
  }

  #draw() {
    const found = this.#found;
    render(
      html`<h2>${words.plannedWork}</h2>
        ${!found ? html`<div class="skeleton"></div>` : found.length ? html`<ul class="entries">${repeat(found, ({ id }) => id, (one) => this.#line(one))}</ul>` : empty(words.noWork)}
        ${this.#next ? html`<button class="chip" @click=${() => this.load(this.#next)}>${words.showMore}</button>` : nothing}
        ${this.#said()}
        ${this.#form()}`,
      this.#root,
    );
  }

  #line(one) {
    const time = one.cron ? `${one.cron} · ${one.duration} · ${one.time_zone}` : `${when(one.from, now())} – ${when(one.until, now())}`;
    const ours = one.origin === 'page';
    return html`<li>
      <div class="who">
        <b>${one.services.join(', ')}</b>
        <p class="soft">${[one.active ? words.underWay : '', time, one.reason].filter(Boolean).join(' · ')}</p>
        ${one.nobody.length ? html`<p class="bad">${words.meansNobody(one.nobody.join(', '))}</p>` : nothing}
      </div>
      <span class="origin">${ours ? words.plannedBy(one.by) : (this.#file ?? words.byDefault)}</span>
      ${ours ? html`<button class="main" ?disabled=${this.#busy} @click=${() => this.#do(() => change('DELETE', `maintenance/${encodeURIComponent(one.id)}`))}>${words.callOff}</button>` : nothing}
    </li>`;
  }

  #form() {
    const choose = ({ target }) => {
      this.#again = target.value === 'again';
      this.#draw();
    };
    return html`<details class="entry">
      <summary>${words.planWork}</summary>
      <form novalidate @submit=${(event) => this.#plan(event)}>
        <div class="fields">
          ${this.#field('services', words.workServices)}
          <label class="field"><span>${words.workWhen}</span><select @change=${choose}>
            <option value="once" ?selected=${!this.#again}>${words.workOnce}</option>
            <option value="again" ?selected=${this.#again}>${words.workAgain}</option>
          </select></label>
          ${this.#again ? [this.#field('cron', words.workCron, '0 3 * * sun'), this.#field('duration', words.workDuration, '90m')] : [this.#field('from', words.workFrom, '', 'datetime-local'), this.#field('until', words.workUntil, '', 'datetime-local')]}
          ${this.#field('reason', words.workReason)}
        </div>
        <p class="buttons"><button class="main" type="submit" ?disabled=${this.#busy}>${words.planWork}</button></p>
      </form>
    </details>`;
  }

  #field(key, label, hint = '', type = 'text') {
    const faults = this.#faults.filter((fault) => isOf(fault, { path: key }));
    const below = `work-${key}-fault`;
    return html`<div class="field"><label for="work-${key}">${label}</label>
      <input type=${type} id="work-${key}" name=${key} autocomplete="off" .value=${this.#draft[key] ?? ''} placeholder=${hint} aria-invalid=${faults.length ? 'true' : 'false'}
        aria-describedby=${faults.length ? below : nothing} @input=${({ target }) => (this.#draft[key] = target.value)} />
      ${faults.length ? told(below, faults) : nothing}</div>`;
  }

  /** What no field can say. */
  #said() {
    const shown = ['services', ...(this.#again ? AGAIN : ONCE), 'reason'];
    const rest = this.#faults.filter((fault) => !shown.some((path) => isOf(fault, { path })));
    return this.#trouble
      ? html`<div class="trouble" role="alert" tabindex="-1"><p>${this.#trouble}</p>${rest.map((fault) => html`<p>${toldOf(fault)}</p>`)}</div>`
      : nothing;
  }
}

/** The browser's clock and the server's may stand in two zones. */
function moment(local) {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString().replace(/\.\d+Z$/, 'Z');
}
