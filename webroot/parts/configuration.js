/* What is wrong with a configuration that was changed, and what of it waits for a restart. */
import { html, nothing } from 'lit-html';
import { words } from '../base/words.js';

const SHOWN = 5;

export function configuration({ configuration: it }) {
  if (!it) return nothing;
  const waits = it.restart.length ? html`<div class="trouble" role="status">${words.waitsForRestart(it.restart.join(', '))}</div>` : nothing;
  if (it.state !== 'REFUSED') return waits;
  const more = it.faults.length - SHOWN;
  return html`<div class="trouble" role="status">
      <p>${words.badConfiguration}</p>
      <ul>
        ${it.faults.slice(0, SHOWN).map((fault) => html`<li>${fault}</li>`)}
        ${more > 0 ? html`<li>${words.more(more)}</li>` : nothing}
      </ul>
    </div>
    ${waits}`;
}
