/* The last response times as a small curve: its shape, without a scale. Failed answers are gaps. */
import { html } from 'lit-html';

const WIDTH = 96;
const HEIGHT = 24;
const LENGTH = 30;

function path(times) {
  const seen = times.filter((time) => time !== null);
  // what lies close together stays nearly flat: a wobble of 2 ms is no mountain
  const low = Math.min(...seen);
  const span = Math.max(Math.max(...seen) - low, low * 0.5, 4);
  let d = '';
  let pen = 'M';
  times.forEach((time, i) => {
    if (time === null) {
      pen = 'M';
      return;
    }
    const x = ((LENGTH - times.length + i) / (LENGTH - 1)) * WIDTH;
    d += `${pen}${x.toFixed(1)} ${(HEIGHT - 3 - ((time - low) / span) * (HEIGHT - 6)).toFixed(1)}`;
    pen = 'L';
  });
  return d;
}

export const spark = (times) => html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
  <path d=${times?.some((time) => time !== null) ? path(times) : ''} />
</svg>`;
