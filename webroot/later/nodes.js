/* The hosts that share the database, below the services: closed while all is well with them. */
import { html, nothing } from 'lit-html';
import { now } from '../base/clock.js';
import { when } from '../base/format.js';
import { words } from '../base/words.js';
import { action } from './action.js';

const does = ({ live, decides, last_seen: seen }) => {
  if (!live) return words.nodeGone(when(seen, now()));
  return decides ? words.nodeDecides : words.nodeReady;
};

const asks = ({ services, lag_ms: lag }) => [
  services ? words.nodeAsks(services) : null,
  lag === null || lag === undefined ? null : words.nodeLag(lag),
];

const unused = ({ unused_variables: names }) => (names?.length > 0 ? words.nodeUnused(names.join(', ')) : null);

const said = (node) =>
  [does(node), node.version, ...asks(node), node.behind && node.live ? words.nodeBehind : null, node.own_file_differs ? words.nodeDiffers : null, unused(node)]
    .filter(Boolean)
    .join(' · ');

const use = ({ name, own_file_differs: differs }) =>
  differs ? action(words.nodeUse, `nodes/${encodeURIComponent(name)}/use`, words.nodeUsed) : nothing;

const one = (node) => html`<li>
  <span>${node.name}${node.location ? html` <small class="soft">${node.location}</small>` : nothing}</span>
  <small class="soft">${said(node)}</small>
  ${use(node)}
</li>`;

const isWell = ({ live, behind }) => live && !behind;

export const hosts = (nodes) => html`<details class="group removed" ?open=${!nodes.every(isWell)}>
  <summary>${words.nodes} <small>${nodes.length}</small></summary>
  <ul>${nodes.map(one)}</ul>
</details>`;
