/* The hosts that share the database, below the services: closed while all of them live. */
import { html, nothing } from 'lit-html';
import { now } from '../base/clock.js';
import { when } from '../base/format.js';
import { words } from '../base/words.js';

const does = ({ live, decides, last_seen: seen }) => {
  if (!live) return words.nodeGone(when(seen, now()));
  return decides ? words.nodeDecides : words.nodeReady;
};

const one = (node) => html`<li>
  <span>${node.name}${node.location ? html` <small class="soft">${node.location}</small>` : nothing}</span>
  <small class="soft">${[does(node), node.version, node.own_file_differs ? words.nodeDiffers : null].filter(Boolean).join(' · ')}</small>
</li>`;

export const hosts = (nodes) =>
  nodes.length === 0
    ? nothing
    : html`<details class="group removed" ?open=${nodes.some(({ live }) => !live)}>
        <summary>${words.nodes} <small>${nodes.length}</small></summary>
        <ul>${nodes.map(one)}</ul>
      </details>`;
