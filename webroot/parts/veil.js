/* Strangers are not shown everything: the page says so once, at its end, and how to see the rest. */
import { html, nothing } from 'lit-html';
import { words } from '../base/words.js';
import { askToLogIn } from './login.js';

export function veil({ details, login }) {
  if (details) return nothing;
  const how = login ? html`<button class="plain link" @click=${askToLogIn}>${words.logInToSee}</button>` : words.hiddenHow;
  return html`<footer class="veil soft"><p>${words.hidden} ${how}</p></footer>`;
}
