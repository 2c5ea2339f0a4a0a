/* Who is watched no more, below those who are: closed until somebody wants to know. */
import { html, nothing } from 'lit-html';
import { dateYear } from '../base/format.js';
import { toService } from '../base/route.js';
import { words } from '../base/words.js';

const one = ({ id, name, group, removed }) => html`<li>
  <a href=${toService(id)}>${name}</a>
  <small class="soft">${[group, removed ? words.until(dateYear(removed)) : null].filter(Boolean).join(' · ')}</small>
</li>`;

export const removedOnes = (services) =>
  services.length === 0
    ? nothing
    : html`<details class="group removed">
        <summary>${words.removed} <small>${words.count(services.length)}</small></summary>
        <ul>${services.map(one)}</ul>
      </details>`;
