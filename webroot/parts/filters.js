/* Search, states with their counts, groups. */
import { html, nothing } from 'lit-html';
import { ORDER, tally } from '../base/state.js';
import { words } from '../base/words.js';

const CHIPS = 6; // more groups than this are a list to choose from

const chip = (pressed, text, count, choose) =>
  html`<button class="chip" aria-pressed=${pressed} @click=${choose}>${count === null ? nothing : html`<b>${count.toLocaleString(words.language)}</b> `}${text}</button>`;

export function filters(store, groups, filter, change) {
  const counts = tally(store.rows.values());
  const shown = ORDER.filter((status) => status !== 'UP' && (counts[status] > 0 || filter.state === status));
  const state = (status) => change({ state: filter.state === status ? '' : status });
  return html`<div class="filters" role="search" aria-label=${words.filters}>
    <input type="search" .value=${filter.q} placeholder=${words.search} aria-label=${words.search}
      autocomplete="off" spellcheck="false" @input=${(event) => change({ q: event.target.value })} />
    <div class="chips">
      ${chip(!filter.state && !filter.group, words.filter.all, store.rows.size, () => change({ state: '', group: '' }))}
      ${shown.map((status) => chip(filter.state === status, words.filter[status], counts[status], () => state(status)))}
      ${groups.length < 2 ? nothing : groups.length <= CHIPS ? groups.map((name) => groupChip(name, filter, change)) : groupList(groups, filter, change)}
    </div>
  </div>`;
}

const groupChip = (name, filter, change) =>
  chip(filter.group === name, name, null, () => change({ group: filter.group === name ? '' : name }));

const groupList = (groups, filter, change) =>
  html`<select aria-label=${words.anyGroup} @change=${(event) => change({ group: event.target.value })}>
    <option value="" ?selected=${!filter.group}>${words.anyGroup}</option>
    ${groups.map((name) => html`<option value=${name} ?selected=${filter.group === name}>${name}</option>`)}
  </select>`;
