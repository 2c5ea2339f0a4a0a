/* Dark and light: as the system, or as chosen here. The dark colours are a stylesheet of their own,
   so that the first paint is right before any script runs. */
import { remember, remembered } from './memory.js';

const SYSTEM = '(prefers-color-scheme: dark)';
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const listeners = new Set();

export function theme() {
  const chosen = remembered('theme');
  return NEXT[chosen] ? chosen : 'auto';
}

export function switchTheme() {
  remember('theme', NEXT[theme()]);
  apply();
}

/** Calls back when the colours are others: what is drawn on a canvas has to be drawn again. */
export function onColours(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function apply() {
  const chosen = theme();
  document.querySelector('#dark').media = { auto: SYSTEM, light: 'not all', dark: 'all' }[chosen];
  document.documentElement.style.colorScheme = chosen === 'auto' ? 'light dark' : chosen;
  for (const listener of listeners) listener();
}

matchMedia(SYSTEM).addEventListener('change', apply);
apply();
