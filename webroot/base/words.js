/* Which language the page speaks: what was chosen here, else the server's, else the browser's. */
import { en } from '../words/en.js';
import { fr } from '../words/fr.js';
import { remember, remembered } from './memory.js';

const all = { en, fr };

function choose() {
  const wanted = [remembered('language'), document.documentElement.lang, ...navigator.languages];
  const known = wanted.map((tag) => (tag ?? '').slice(0, 2)).find((tag) => all[tag]);
  return all[known ?? 'en'];
}

export const words = choose();
document.documentElement.lang = words.language;

/** Speaks the other language from now on: everything is drawn anew. */
export function switchLanguage() {
  remember('language', words.other);
  location.reload();
}
