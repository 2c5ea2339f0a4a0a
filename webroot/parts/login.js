/* The form that asks for the password, over the page. */
import { html, nothing, render } from 'lit-html';
import { logIn } from '../base/session.js';
import { words } from '../base/words.js';

let dialog;

export function askToLogIn() {
  dialog ??= document.body.appendChild(document.createElement('dialog'));
  dialog.className = 'login';
  dialog.setAttribute('aria-label', words.logIn);
  draw('');
  dialog.showModal();
}

function draw(trouble) {
  render(
    html`<form method="dialog" @submit=${submit}>
      <h2>${words.logIn}</h2>
      <input class="aside" name="user" autocomplete="username" value="admin" readonly tabindex="-1" aria-hidden="true" />
      <label>${words.password}<input name="password" type="password" autocomplete="current-password" required autofocus /></label>
      ${trouble ? html`<p class="trouble" role="alert">${trouble}</p>` : nothing}
      <p class="buttons">
        <button class="plain" type="button" @click=${() => dialog.close()}>${words.cancel}</button>
        <button class="main" type="submit">${words.logInNow}</button>
      </p>
    </form>`,
    dialog,
  );
}

async function submit(event) {
  event.preventDefault();
  const field = event.target.elements.password;
  try {
    await logIn(field.value);
  } catch (refused) {
    const said = { 401: words.wrongPassword, 429: words.tooManyLogins }[refused.status];
    draw(said ?? words.noLogin(refused.message));
    field.select();
  }
}
