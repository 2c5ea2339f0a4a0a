/* What a new house has not set up yet, at the end of the overview: for who may set it up. */
import { html, nothing } from 'lit-html';
import { words } from '../base/words.js';

const hint = (text) => html`<p class="lacking soft">${text}</p>`;

export function lacking({ configuration, channels, rows }) {
  if (!configuration) return nothing;
  return [
    configuration.file === null && rows.size > 0 ? hint(words.noFile) : nothing,
    channels.length > 0 && channels.every(({ kind }) => kind === 'log') ? hint(words.nobodyTold) : nothing,
  ];
}
