/* All services, by group. The list is made once for the services that there are; afterwards an event
   draws its one row, and a filter only hides. */
import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { ask } from '../base/api.js';
import { Painter } from '../base/painter.js';
import { Placer } from '../base/placer.js';
import { here, keepQuery } from '../base/route.js';
import { statusOf } from '../base/state.js';
import { words } from '../base/words.js';
import { empty } from '../parts/empty.js';
import { filters } from '../parts/filters.js';
import { removedOnes } from '../parts/removed.js';
import { row } from '../parts/row.js';
import { hero } from '../parts/sentence.js';

const SOON = 3_000;
const SCREEN = 30; // rows that a window may show at once
const NODES = 10_000; // a node that is gone is noticed after six seconds
const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export class Overview {
  #store;
  #root;
  #nodes = new Map();
  #groups = [];
  #filter;
  #painter = new Painter((node) => this.#paint(node));
  #placer = new Placer((node) => this.#painter.watch(node));
  #ends;
  #topPlanned = 0;
  #removedAgain;
  #nodesAgain;

  constructor(store, root) {
    this.#store = store;
    this.#root = root;
    const { query } = here();
    this.#filter = { q: query.get('q') ?? '', state: query.get('state') ?? '', group: query.get('group') ?? '' };
    this.#ends = [
      store.on('list', () => this.#list()),
      store.on('row', ({ detail }) => this.#row(detail)),
      store.on('past', () => this.#all()),
      store.on('incidents', () => this.#top()),
      store.on('channels', () => this.#top()),
      store.on('second', () => this.#second()),
    ];
    this.#list();
  }

  close() {
    this.#ends.forEach((end) => end());
    this.#painter.stop();
    this.#placer.stop();
    clearTimeout(this.#removedAgain);
    clearTimeout(this.#nodesAgain);
    cancelAnimationFrame(this.#topPlanned);
  }

  #list() {
    const groups = new Map();
    for (const service of this.#store.rows.values()) {
      const name = service.group ?? '';
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(service);
    }
    this.#groups = [...groups].map(([name, services]) => ({ name, services }));
    this.#draw();
    this.#place();
    this.#sift();
    if (!this.#store.lastHeard) return;
    this.#removed();
    this.#hosts();
    clearTimeout(this.#removedAgain);
    this.#removedAgain = setTimeout(() => this.#removed(), SOON); // since when is written a moment later
  }

  /** Each service keeps its node: a row that stays is not made again. Those that are seen first wait for no frame. */
  #place() {
    const before = this.#nodes;
    this.#nodes = new Map([...this.#store.rows.keys()].map((id) => [id, before.get(id) ?? emptyRow(id)]));
    const lists = this.#groups.map(({ name, services }) => [this.#section(name).querySelector('ul'), services.map(({ id }) => this.#nodes.get(id))]);
    const all = lists.flatMap(([, nodes]) => nodes);
    for (const node of all.slice(0, SCREEN)) this.#paint(node);
    for (const node of all.slice(SCREEN)) if (node.isConnected) this.#painter.mark(node);
    this.#placer.place(lists);
  }

  #section(name) {
    return this.#root.querySelector(`section[data-group="${CSS.escape(name)}"]`);
  }

  /** Five hundred are enough for a page; the API has them all. */
  async #removed() {
    const answer = await ask('removed?limit=500').catch(() => null);
    const node = this.#root.querySelector('#removed');
    if (answer && node) render(removedOnes(answer.services), node);
  }

  /** One host alone is asked once. */
  async #hosts() {
    clearTimeout(this.#nodesAgain);
    const answer = await ask('nodes?limit=500').catch(() => null);
    const node = this.#root.querySelector('#nodes');
    if (answer?.nodes.length > 0 && node) {
      const part = await import('../later/nodes.js').catch(() => null); // asked for again the next time
      if (part) render(part.hosts(answer.nodes), node);
    }
    if (node && (answer === null || answer.nodes.length > 0)) this.#nodesAgain = setTimeout(() => this.#hosts(), NODES);
  }

  #draw() {
    const { rows, lastHeard } = this.#store;
    if (rows.size === 0 && lastHeard === null) {
      render(html`<div class="sentence skeleton"></div><div class="group skeleton"></div><div class="group skeleton"></div>`, this.#root);
      return;
    }
    render(
      html`<div id="top"></div>
        <div id="filters"></div>
        ${repeat(this.#groups, ({ name }) => name, (group) => this.#group(group))}
        <div id="nodes"></div>
        <div id="removed"></div>
        <div id="nothing-found" hidden>${empty(words.nothingFound, html`<button class="plain link" @click=${() => this.#change({ q: '', state: '', group: '' })}>${words.showAll}</button>`)}</div>`,
      this.#root,
    );
    this.#top();
    this.#bar();
  }

  #group({ name }) {
    return html`<section class="group" data-group=${name}>
      <h2><span>${name || words.ungrouped}</span><small></small></h2>
      <ul></ul>
    </section>`;
  }

  #paint(node) {
    const service = this.#store.rows.get(node.dataset.id);
    if (!service) return;
    const shown = node.dataset.checked;
    render(row(service, this.#store), node);
    node.dataset.checked = service.last_checked ?? '';
    if (shown && shown !== node.dataset.checked) flash(node);
  }

  #row(id) {
    const node = this.#nodes.get(id);
    if (node) this.#painter.mark(node);
    this.#topSoon();
  }

  #all() {
    for (const node of this.#nodes.values()) this.#painter.mark(node);
    this.#top();
  }

  #second() {
    this.#painter.markNear();
    this.#topSoon();
  }

  /** However many events come, the sentence and the counts are made once a frame. */
  #topSoon() {
    this.#topPlanned ||= requestAnimationFrame(() => {
      this.#topPlanned = 0;
      this.#top();
      this.#bar();
      if (this.#filter.state) this.#sift();
    });
  }

  #top() {
    const node = this.#root.querySelector('#top');
    if (node) render(hero(this.#store), node);
  }

  #bar() {
    const node = this.#root.querySelector('#filters');
    const names = this.#groups.map(({ name }) => name).filter(Boolean);
    if (node) render(this.#store.rows.size ? filters(this.#store, names, this.#filter, (to) => this.#change(to)) : nothing, node);
  }

  #change(to) {
    Object.assign(this.#filter, to);
    keepQuery(this.#filter);
    this.#bar();
    this.#sift();
  }

  #matches(service) {
    const { q, state, group } = this.#filter;
    if (group && service.group !== group) return false;
    if (state && statusOf(service) !== state) return false;
    if (!q) return true;
    const text = folded([service.name, service.group ?? '', ...(service.tags ?? [])].join(' '));
    return folded(q).split(/\s+/).every((word) => text.includes(word));
  }

  #sift() {
    let found = 0;
    for (const { name, services } of this.#groups) {
      let shown = 0;
      for (const service of services) {
        const node = this.#nodes.get(service.id);
        // the row as it is now: a snapshot replaces them all
        const matches = this.#matches(this.#store.rows.get(service.id) ?? service);
        if (node.hidden === matches) node.hidden = !matches;
        shown += matches;
      }
      found += shown;
      const section = this.#section(name);
      section.hidden = shown === 0;
      const count = shown === services.length ? words.count(shown) : words.countOf(shown, services.length);
      section.querySelector('h2 small').textContent = count;
    }
    const none = this.#root.querySelector('#nothing-found');
    if (none) none.hidden = found > 0 || this.#store.rows.size === 0;
  }
}

/** In which the row is drawn. */
function emptyRow(id) {
  const node = document.createElement('li');
  node.className = 'row';
  node.dataset.id = id;
  return node;
}

/** A value that just changed shows it for a moment; the stylesheet leaves it out for who wants no motion. */
function flash(node) {
  const figure = node.querySelector('.figure b');
  figure?.classList.remove('new');
  requestAnimationFrame(() => figure?.classList.add('new'));
}
