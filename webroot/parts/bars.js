/* The last 90 days. Ninety bars are five paths, one a colour: a thousand rows stay light. The mouse
   and the arrow keys tell each day. */
import { html, svg } from 'lit-html';
import { dayOf, length, percent } from '../base/format.js';
import { words } from '../base/words.js';
import { hideTip, showTip } from './tip.js';

export const DAYS = 90;
const STEP = 6;
const WIDTH = 4;
const HEIGHT = 28;
const FOOT = 9;
const HOUR = 3_600_000;
const NONE = new Array(DAYS).fill(null);

/** What a day looks like: none, up, foot (down for less than an hour), down, slow or planned. */
export function look(day) {
  if (day === null || day === undefined) return 'none';
  if (day === 1) return 'up';
  const [up, down, , maintenance, slow] = day;
  if (down >= HOUR || (down > 0 && up === 0)) return 'down'; // nothing green where it never was up
  if (down > 0) return 'foot';
  if (slow > 0) return 'slow';
  if (maintenance > up) return 'planned';
  return up > 0 ? 'up' : 'none';
}

function paths(days) {
  const drawn = { none: '', up: '', down: '', slow: '', planned: '' };
  days.forEach((day, i) => {
    const kind = look(day);
    const x = i * STEP + (STEP - WIDTH) / 2;
    if (kind === 'foot') {
      drawn.up += `M${x} 0h${WIDTH}v${HEIGHT - FOOT}h-${WIDTH}z`;
      drawn.down += `M${x} ${HEIGHT - FOOT}h${WIDTH}v${FOOT}h-${WIDTH}z`;
    } else {
      drawn[kind] += `M${x} 0h${WIDTH}v${HEIGHT}h-${WIDTH}z`;
    }
  });
  return Object.entries(drawn).map(([kind, d]) => svg`<path class=${kind} d=${d} />`);
}

// the paths of a row change once a day: they are made once for each list of days
const made = new WeakMap();
const pathsOf = (days) => {
  if (!made.has(days)) made.set(days, paths(days));
  return made.get(days);
};

/** One day in words. */
export function tell(day, until, back) {
  const said = [until ? dayOf(until, back) : null];
  if (day === null || day === undefined) said.push(words.dayNone);
  else if (day === 1) said.push(words.dayUp(percent(1)));
  else {
    const [up, down, unknown, maintenance, slow, incidents, paused] = day;
    said.push(up + down > 0 ? words.dayUp(percent(up / (up + down))) : words.dayNone);
    if (down > 0) said.push(words.dayDown(length(down)));
    if (slow > 0) said.push(words.daySlow(slow));
    if (incidents > 0) said.push(words.dayIncidents(incidents));
    if (maintenance > 0) said.push(words.dayMaintenance(length(maintenance)));
    if (paused > 60_000) said.push(words.dayPaused(length(paused)));
    if (unknown > 60_000) said.push(words.dayUnknown(length(unknown)));
  }
  return said.filter(Boolean).join(' · ');
}

export function bars(days, until, uptime) {
  const known = days ?? NONE;
  const at = (event, i) => {
    const bar = event.currentTarget;
    bar.day = Math.max(0, Math.min(DAYS - 1, i));
    const text = tell(known[bar.day], until, DAYS - 1 - bar.day);
    bar.setAttribute('aria-valuenow', bar.day + 1);
    bar.setAttribute('aria-valuetext', text);
    showTip(bar, (bar.day + 0.5) / DAYS, text);
  };
  const over = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    at(event, Math.floor(((event.clientX - box.left) / box.width) * DAYS));
  };
  const key = (event) => {
    const day = event.currentTarget.day ?? DAYS - 1;
    const next = { ArrowLeft: day - 1, ArrowRight: day + 1, Home: 0, End: DAYS - 1, PageUp: day - 7, PageDown: day + 7 }[event.key];
    if (event.key === 'Escape') hideTip();
    if (next === undefined) return;
    event.preventDefault();
    at(event, next);
  };
  return html`<div class="bars" role="slider" tabindex="0" aria-readonly="true" aria-valuemin="1" aria-valuemax=${DAYS}
    aria-valuenow=${DAYS} aria-label=${words.bars(uptime)}
    @pointermove=${over} @pointerleave=${hideTip} @keydown=${key} @focus=${(event) => event.currentTarget.matches(':focus-visible') && at(event, event.currentTarget.day ?? DAYS - 1)}
    @blur=${hideTip}>
    <svg viewBox="0 0 ${DAYS * STEP} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${pathsOf(known)}</svg>
  </div>`;
}
