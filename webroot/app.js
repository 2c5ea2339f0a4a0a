/* The way in: the store, the stream, the head, and the page that the address names. */
import { html, nothing, render } from 'lit-html';
import { Feed } from './base/feed.js';
import { showInTab } from './base/icon.js';
import { later } from './base/later.js';
import { here } from './base/route.js';
import { look } from './base/session.js';
import { Store } from './base/store.js';
import { head } from './parts/head.js';
import { lacking } from './parts/lacking.js';
import { veil } from './parts/veil.js';
import { Overview } from './pages/overview.js';

const STALE = 60_000;

const REST = { incidents: () => import('./later/incidents.js'), service: () => import('./later/service.js') };
const Incidents = later(REST.incidents);
const Service = later(REST.service);
const Settings = later(() => import('./later/settings.js'));
const Wall = later(() => import('./later/wall.js'));

const title = document.title;
const app = document.querySelector('#app');
const store = new Store();
let page;

function pageFor({ page: name, id }) {
  if (name === 'incidents') return Incidents;
  if (name === 'settings') return Settings;
  return name === 'services' && id ? Service : Overview;
}

function drawHead() {
  const place = here();
  render(head(title, place.page, store, drawHead), app.querySelector('#head'));
  render(html`${pageFor(place) === Overview ? lacking(store) : nothing}${veil(store)}`, app.querySelector('#foot'));
}

function open() {
  if (page) scrollTo(0, 0);
  page?.close();
  const main = document.createElement('main');
  main.id = 'main';
  main.tabIndex = -1;
  app.querySelector('main').replaceWith(main);
  drawHead();
  page = new (pageFor(here()))(store, main);
}

/** Old data loses its colour: nobody should take it for the truth. */
function showAge() {
  document.body.classList.toggle('stale', store.age() > STALE);
}

/** Once this page is drawn: then the others open at once, also when the server is away. */
function fetchRest() {
  for (const load of Object.values(REST)) load().catch(() => {});
}

app.replaceChildren();
if (new URLSearchParams(location.search).has('wall')) {
  document.body.classList.add('wall');
  render(html`<main></main>`, app);
  new Wall(store, app.querySelector('main'));
} else {
  render(html`<div id="head"></div><main></main><div id="foot"></div>`, app);
  open();
  addEventListener('hashchange', open);
  addEventListener('session', drawHead);
  for (const type of ['feed', 'second']) store.on(type, drawHead);
  store.addEventListener('past', fetchRest, { once: true });
}
for (const type of ['feed', 'second']) store.on(type, showAge);
showInTab(store, title);
look().then(() => dispatchEvent(new Event('session')));
new Feed(store).start();
