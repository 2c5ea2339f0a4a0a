/* The head of every page: where one is, whether the line is alive, language and colours. */
import { html, nothing } from 'lit-html';
import { now } from '../base/clock.js';
import { age, time } from '../base/format.js';
import { logOut, session } from '../base/session.js';
import { switchTheme, theme } from '../base/theme.js';
import { switchLanguage, words } from '../base/words.js';
import { askToLogIn } from './login.js';

const ICON = { auto: '◐', light: '○', dark: '●' };

export function line(store) {
  const text = {
    connecting: words.connecting,
    live: words.live,
    hidden: words.connecting,
    full: words.full,
    lost: store.lastHeard ? words.lost(age(store.age())) : words.connecting,
  }[store.state];
  return html`<span class="line ${store.state}"><i aria-hidden="true"></i>${text}</span>`;
}

export const clock = () => html`<time class="clock">${time(new Date(now()).toISOString())}</time>`;

const link = (page, current, href, text) =>
  html`<a href=${href} aria-current=${page === current ? 'page' : nothing}>${text}</a>`;

function who({ login }) {
  if (!login) return nothing;
  return session.user
    ? html`<button class="plain" @click=${logOut}>${words.logOut}</button>`
    : html`<button class="plain" @click=${askToLogIn}>${words.logIn}</button>`;
}

export function head(title, current, store, redraw) {
  const chosen = theme();
  return html`
    <a class="skip" href="#main" @click=${toContent}>${words.skip}</a>
    <header class="head">
      <a class="title" href="#/">${title}</a>
      <nav aria-label=${words.nav}>
        ${link('services', current, '#/', words.services)}
        ${link('incidents', current, '#/incidents', words.incidents)}
        ${session.user ? link('settings', current, '#/settings', words.settings) : nothing}
      </nav>
      <div class="tools">
        ${line(store)} ${clock()}
        ${who(store)}
        <button class="plain" lang=${words.other} title=${words.switchLanguage} aria-label=${words.switchLanguage} @click=${switchLanguage}>
          ${words.language.toUpperCase()}
        </button>
        <button class="plain" title=${words.switchTheme[chosen]} aria-label=${words.switchTheme[chosen]}
          @click=${() => { switchTheme(); redraw(); }}>
          <span aria-hidden="true">${ICON[chosen]}</span>
        </button>
      </div>
    </header>`;
}

/** The # belongs to the pages: the link moves the focus itself. */
function toContent(event) {
  event.preventDefault();
  document.querySelector('main').focus();
}
