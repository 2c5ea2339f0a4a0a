/* Where the time of the last checks went: a stacked bar for each. */
import { html, svg } from 'lit-html';
import { millis, time } from '../base/format.js';
import { words } from '../base/words.js';
import { empty } from '../parts/empty.js';
import { hideTip, showTip } from '../parts/tip.js';

const PHASES = ['dns', 'connect', 'tls', 'wait', 'transfer'];
const MOST = 40;
const STEP = 10;
const HEIGHT = 120;

export const withPhases = (checks) => checks.filter(({ phases }) => phases && PHASES.some((phase) => phases[phase] > 0)).slice(0, MOST);

function bar(phases, x, scale) {
  let y = HEIGHT;
  return PHASES.map((phase) => {
    const height = (phases[phase] ?? 0) * scale;
    y -= height;
    return height > 0 ? svg`<rect class=${phase} x=${x + 1} y=${y.toFixed(2)} width=${STEP - 2} height=${height.toFixed(2)} />` : null;
  });
}

const sum = (phases) => PHASES.reduce((all, phase) => all + (phases[phase] ?? 0), 0);

const told = ({ at, phases }) =>
  [time(at), ...PHASES.filter((phase) => phases[phase] > 0).map((phase) => `${words.phases[phase]} ${millis(phases[phase])}`)].join(' · ');

/** @param checks newest first */
export function phases(checks) {
  const shown = withPhases(checks).reverse();
  if (shown.length === 0) return empty(words.noPhases, words.noPhasesHow);
  const scale = HEIGHT / Math.max(...shown.map((check) => sum(check.phases)));
  const left = (MOST - shown.length) * STEP;
  const over = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const i = Math.floor((((event.clientX - box.left) / box.width) * MOST * STEP - left) / STEP);
    if (shown[i]) showTip(event.currentTarget, (left + (i + 0.5) * STEP) / (MOST * STEP), told(shown[i]));
    else hideTip();
  };
  return html`<div class="phases" role="img" aria-label=${`${words.phasesTitle}: ${told(shown.at(-1))}`} @pointermove=${over} @pointerleave=${hideTip}>
      <svg viewBox="0 0 ${MOST * STEP} ${HEIGHT}" preserveAspectRatio="none">
        ${shown.map((check, i) => bar(check.phases, left + i * STEP, scale))}
      </svg>
    </div>
    <ul class="legend">
      ${PHASES.map((phase) => html`<li class=${phase}>${words.phases[phase]}</li>`)}
    </ul>`;
}
