/* What each of several hosts found in the last day: how far it is from there. */
import { html, nothing, svg } from 'lit-html';
import { now } from '../base/clock.js';
import { count, millis, when } from '../base/format.js';
import { words } from '../base/words.js';

const WIDTH = 100;
const HEIGHT = 8;

const share = (ms, most) => ((WIDTH * (ms ?? 0)) / most).toFixed(2);

const reach = ({ p50, p95 }, most) => html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
  ${p50 === null ? nothing : svg`<rect class="p95" width=${share(p95, most)} height=${HEIGHT} rx="1" /><rect class="p50" width=${share(p50, most)} height=${HEIGHT} rx="1" />`}
</svg>`;

const one = (place, most) => html`<tr>
  <th scope="row">${place.node}${place.location ? html` <small class="soft">${place.location}</small>` : nothing}</th>
  <td class="reach rest">${reach(place, most)}</td>
  <td class="number">${millis(place.p50)}</td>
  <td class="number">${millis(place.p95)}</td>
  <td class="number rest">${count(place.checks)}</td>
  <td class="number">${place.failed ? html`<span class="is-down">${count(place.failed)}</span>` : count(0)}</td>
  <td class="number rest"><time datetime=${place.last}>${when(place.last, now())}</time></td>
</tr>`;

/** One alone says nothing that the curve does not. */
export function places(found) {
  if (found.length < 2) return nothing;
  const most = Math.max(1, ...found.map(({ p95 }) => p95 ?? 0));
  return html`<section class="panel">
    <h2>${words.placesTitle}<small>${words.uptime['24h']}</small></h2>
    <div class="wide" tabindex="0" role="region" aria-label=${words.placesTitle}><table class="places">
      <thead><tr><th scope="col">${words.host}</th><td class="reach rest"></td><th scope="col" class="cap">${words.median}</th><th scope="col">p95</th><th scope="col" class="rest">${words.answers}</th><th scope="col">${words.failed}</th><th scope="col" class="rest">${words.last}</th></tr></thead>
      <tbody>${found.map((place) => one(place, most))}</tbody>
    </table></div>
  </section>`;
}
