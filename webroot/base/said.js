/* What the server says in English, in the language of the page: it stores its sentences in one language only. */
import { SAID } from '../words/said.js';
import { words } from './words.js';

const MOST = 2_000;
const DASH = ' — '; // between what is wrong and what to do about it

const known = (SAID[words.language] ?? []).map(([english, other]) => [reading(english), other]);
const before = new Map();

/** {pattern, order}: which fact each of its groups is. */
function reading(english) {
  const pieces = english.split(/\{(\d)\}/);
  const source = pieces.map((piece, i) => (i % 2 ? '(.+?)' : piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')));
  return { pattern: new RegExp(`^${source.join('')}$`, 's'), order: pieces.filter((piece, i) => i % 2) };
}

function told(text) {
  for (const [{ pattern, order }, other] of known) {
    const found = pattern.exec(text);
    if (found) return other.replace(/\{(\d)\}/g, (hole, fact) => said(found[1 + order.indexOf(fact)] ?? hole));
  }
  return text.includes(DASH) ? text.split(DASH).map(told).join(DASH) : text;
}

export function said(text) {
  if (!text || known.length === 0) return text;
  if (!before.has(text)) {
    if (before.size >= MOST) before.clear();
    before.set(text, told(text));
  }
  return before.get(text);
}
