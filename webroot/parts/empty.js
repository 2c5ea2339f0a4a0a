/* Empty is a page too: one sentence and the next step. */
import { html, nothing } from 'lit-html';

export const empty = (sentence, next = nothing) => html`<div class="empty"><p>${sentence}</p><p class="soft">${next}</p></div>`;
