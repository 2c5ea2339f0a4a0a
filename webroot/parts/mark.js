/* A state is a shape, a word and a colour; never a colour alone. */
import { html, svg } from 'lit-html';
import { words } from '../base/words.js';

const SHAPES = {
  UP: svg`<circle cx="6" cy="6" r="5" />`,
  SLOW: svg`<path d="M6 1 11.5 11H.5z" />`,
  DOWN: svg`<rect x="1" y="1" width="10" height="10" rx="1" />`,
  UNKNOWN: svg`<circle class="hollow" cx="6" cy="6" r="4" />`,
  PENDING: svg`<circle class="hollow" cx="6" cy="6" r="4" />`,
  MAINTENANCE: svg`<path d="M6 .5 11.5 6 6 11.5.5 6z" />`,
  PAUSED: svg`<path d="M2 1h3v10H2zM7 1h3v10H7z" />`,
  UNREACHABLE: svg`<path class="hollow" d="M6 1.5 10.5 6 6 10.5 1.5 6z" />`,
};

export const shape = (status) => html`<svg class="shape" viewBox="0 0 12 12" aria-hidden="true">${SHAPES[status]}</svg>`;

export const mark = (status) => html`<span class="mark is-${status.toLowerCase()}">${shape(status)}<span>${words.status[status]}</span></span>`;
