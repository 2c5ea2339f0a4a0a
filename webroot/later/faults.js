/* What the server says is wrong with an entry and how to mend it, in the language of the page. It says so in
   English, as it does of the file; what has no other sentence here stays as it is. */
import { FAULTS } from './words/faults.js';
import { words } from '../base/words.js';

/** A sentence may begin with what was written, in quotes. */
const QUOTED = '(?:"(.*?)" )?';

const known = (FAULTS[words.language] ?? []).map(([english, other, part]) => ({ ...reading(english, part), other, part: part === true }));

function reading(english, part) {
  const pieces = english.split(/\{(\d)\}/);
  const source = pieces.map((piece, i) => (i % 2 ? '(.+?)' : piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')));
  return { pattern: new RegExp(`^${part ? '()' : QUOTED}${source.join('')}$`, 's'), order: pieces.filter((piece, i) => i % 2) };
}

function told(text, part) {
  for (const { pattern, order, other, part: ofPart } of known) {
    const found = ofPart === part && pattern.exec(text);
    if (!found) continue;
    const sentence = other.replace(/\{(\d)\}/g, (hole, fact) => told(found[2 + order.indexOf(fact)], true));
    return found[1] ? words.inQuotes(found[1], sentence) : sentence;
  }
  return text;
}

/** As one line: what is wrong, and how to mend it. */
export const toldOf = ({ what, mend }) => [what, mend].filter(Boolean).map((text) => told(text, false)).join(' — ');
