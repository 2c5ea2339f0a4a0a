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
const NARROW = 640; // a phone scrolls
const LEAST = 6;
const GAP = 4;
/** How wide and high a tile is with the gap after it; smaller than these, it is its mark alone. */
const SIZES = [{ name: '', wide: 208, high: 56 }, { name: 'many', wide: 122, high: 34 }];
const FINE = new Set(['UP', 'PENDING', 'PAUSED']);

export const open = (store, root) => new Wall(store, root);

class Wall {
  #store;
  #root;
  #planned = 0;

  constructor(store, root) {
    this.#store = store;
    this.#root = root;
    for (const type of ['list', 'row', 'past', 'incidents', 'channels', 'feed', 'second']) store.on(type, () => this.#soon());
    stayAwake();
    document.addEventListener('visibilitychange', stayAwake);
    addEventListener('resize', () => this.#soon());
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
        <ul class="tiles">${repeat(rows, ({ row }) => row.id, tile)}</ul>`,
      this.#root,
    );
    fit(this.#root.querySelector('.tiles'), rows.length);
  }
}

/** Nobody scrolls a wall: the tiles are as large as what is left of the screen allows. */
function fit(tiles, count) {
  const height = innerHeight - tiles.offsetTop - 24;
  const width = tiles.clientWidth;
  const fits = ({ wide, high }) => Math.ceil(count / Math.max(1, Math.floor((width + 8) / wide))) * high <= height;
  const size = innerWidth <= NARROW ? SIZES[count > 150 ? 1 : 0] : SIZES.find(fits);
  tiles.className = `tiles ${size?.name ?? 'marks'}`;
  if (!size) tiles.style.setProperty('--side', `${side(count, width, height)}px`);
}

/** The side of the largest squares of which so many fit. */
function side(count, width, height) {
  for (let side = 64; side >= LEAST; side--) {
    const [columns, rows] = [width, height].map((length) => Math.floor((length + GAP) / (side + GAP)));
    if (columns * rows >= count) return side;
  }
  return LEAST;
}

const wrong = ({ row, status }) => html`<li class="is-${status.toLowerCase()}">${mark(status)}<b>${row.name}</b><span>${note(row, status)}</span></li>`;

const tile = ({ row, status }) => html`<li class="tile is-${status.toLowerCase()}" title=${row.name}>${shape(status)}<span>${row.name}</span><i class="hide">${words.status[status]}</i></li>`;

/** Where the browser lets us; a page over plain http is not let. */
function stayAwake() {
  if (!document.hidden) navigator.wakeLock?.request('screen').catch(() => {});
}
