/* The icon and the title of the tab tell the state while nobody looks at the page. */
import { tally, worst } from './state.js';
import { words } from './words.js';

const ICONS = { DOWN: 'down', UNREACHABLE: 'down', SLOW: 'slow', UNKNOWN: 'unknown', UP: 'up' };

export function showInTab(store, title) {
  const link = document.querySelector('#icon');
  const folder = link.getAttribute('href').replace(/[^/]*$/, '');
  const show = () => {
    const counts = tally(store.rows.values());
    const state = store.rows.size === 0 || store.age() > 60_000 ? 'UNKNOWN' : worst(counts);
    const href = `${folder}${ICONS[state]}.svg`;
    if (link.getAttribute('href') !== href) link.setAttribute('href', href);
    const bad = ['DOWN', 'SLOW'].filter((status) => counts[status]).map((status) => `${counts[status]} ${words.filter[status]}`);
    const text = bad.length ? `${bad.join(', ')} · ${title}` : title;
    if (document.title !== text) document.title = text;
  };
  for (const type of ['list', 'second', 'feed']) store.on(type, show);
}
