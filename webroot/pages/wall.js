/* A screen on the wall (`?wall`): the sentence, what is not UP, then everything as tiles. */
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { ORDER, statusOf } from '../base/state.js';
import { words } from '../base/words.js';
import { line, clock } from '../parts/head.js';
import { mark, shape } from '../parts/mark.js';
import { note } from '../parts/row.js';
import { hero } from '../parts/sentence.js';

const MOST = 6; // the tiles tell the rest
const FINE = new Set(['UP', 'PENDING', 'PAUSED']);

export class Wall {
  #store;
  #root;
  #planned = 0;

  constructor(store, root) {
    this.#store = store;
    this.#root = root;
    for (const type of ['list', 'row', 'past', 'incidents', 'feed', 'second']) store.on(type, () => this.#soon());
    stayAwake();
    document.addEventListener('visibilitychange', stayAwake);
    this.#draw();
  }

  /** A thousand tiles are drawn twice a second at most. */
  #soon() {
    this.#planned ||= setTimeout(() => {
      this.#planned = 0;
      this.#draw();
    }, 500);
  }

  #draw() {
    const rows = [...this.#store.rows.values()].map((row) => ({ row, status: statusOf(row) }));
    const bad = rows.filter(({ status }) => !FINE.has(status)).sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
    render(
      html`<div class="wall-line">${line(this.#store)} ${clock()}</div>
        ${rows.length || this.#store.state === 'live' ? hero(this.#store) : html`<div class="sentence skeleton"></div>`}
        ${bad.length ? html`<section aria-label=${words.wallNotUp}><ul class="not-up">${repeat(bad.slice(0, MOST), ({ row }) => row.id, wrong)}</ul></section>` : nothing}
        <ul class="tiles ${rows.length > 150 ? 'many' : ''}">${repeat(rows, ({ row }) => row.id, tile)}</ul>`,
      this.#root,
    );
  }
}

const wrong = ({ row, status }) => html`<li class="is-${status.toLowerCase()}">${mark(status)}<b>${row.name}</b><span>${note(row, status)}</span></li>`;

const tile = ({ row, status }) => html`<li class="tile is-${status.toLowerCase()}" title=${row.name}>${shape(status)}<span>${row.name}</span><i class="hide">${words.status[status]}</i></li>`;

/** Where the browser lets us; a page over plain http is not let. */
function stayAwake() {
  if (!document.hidden) navigator.wakeLock?.request('screen').catch(() => {});
}
