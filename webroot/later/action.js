/* A button for who is logged in; it says by itself when it was not done. */
import { html, nothing } from 'lit-html';
import { send, session } from '../base/session.js';
import { words } from '../base/words.js';

const LONG = 3_000;

/** `path` is asked with POST, with `body` if there is one; `done` is what the button says for a moment. */
export function action(text, path, done, body) {
  if (!session.user) return nothing;
  return html`<button class="main" type="button" @click=${({ currentTarget }) => press(currentTarget, text, path, done, body)}>${text}</button>`;
}

async function press(button, text, path, done, body) {
  button.disabled = true;
  try {
    await send(path, body);
    say(button, text, done);
  } catch (refused) {
    say(button, text, words.noLogin(refused.message));
  }
}

function say(button, text, said) {
  button.title = said;
  button.setAttribute('aria-label', `${text}: ${said}`);
  button.classList.add('pressed');
  setTimeout(() => {
    button.classList.remove('pressed');
    button.removeAttribute('aria-label');
    button.disabled = false;
  }, LONG);
}
