/* What people do about an incident: say that they care, and write something down. For who is logged in. */
import { html, nothing } from 'lit-html';
import { send, session } from '../base/session.js';
import { words } from '../base/words.js';

const LONGEST = 1_000;

/** The forms below a story; whoever listens to `changed` gets what the server answered. */
export function follow(incident) {
  if (!session.user) return nothing;
  const path = `incidents/${encodeURIComponent(incident.id)}`;
  const open = !incident.ended && !incident.acknowledged;
  return html`<div class="follow">
    ${open ? form(words.acknowledge, words.acknowledgeNote, false, (note) => send(`${path}/acknowledge`, note ? { note } : {})) : nothing}
    ${form(words.addNote, words.noteText, true, (text) => send(`${path}/notes`, { text }))}
  </div>`;
}

/** A message that was given up may be sent again. */
export function sendAgain(message) {
  if (!session.user || message.state !== 'FAILED') return nothing;
  const press = (event) => done(event.currentTarget, () => send(`messages/${message.id}/again`));
  return html`<button class="plain again" @click=${press}>${words.sendAgain}</button>`;
}

function form(title, label, needed, work) {
  const submit = (event) => {
    event.preventDefault();
    const field = event.currentTarget.querySelector('textarea');
    const text = field.value.trim();
    done(event.currentTarget.querySelector('button'), async () => {
      const answer = await work(text);
      field.value = '';
      field.closest('details').open = false;
      return answer;
    });
  };
  return html`<details>
    <summary>${title}</summary>
    <form @submit=${submit}>
      <label>${label}<textarea rows="2" maxlength=${LONGEST} ?required=${needed}></textarea></label>
      <button class="main" type="submit">${title}</button>
      <p class="refused" role="alert"></p>
    </form>
  </details>`;
}

async function done(button, work) {
  const place = button.closest('form')?.querySelector('.refused');
  button.disabled = true;
  try {
    const detail = await work();
    if (place) place.textContent = '';
    button.dispatchEvent(new CustomEvent('changed', { bubbles: true, detail }));
  } catch (refused) {
    const why = words.noLogin(refused.message);
    if (place) place.textContent = why;
    else button.title = why;
  }
  button.disabled = false;
}
