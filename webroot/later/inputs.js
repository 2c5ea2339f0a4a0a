/* How one field of a form looks: its label, what one types into, and what is wrong with it. */
import { html, nothing } from 'lit-html';
import { words } from '../base/words.js';
import { toldOf } from './faults.js';
import { at, isMask } from './fields.js';

/** True if the fault is told of that field or of something in it. */
export const isOf = (fault, { path }) => fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`);

/** What is wrong there, below a field. */
export const told = (id, faults) => html`<div class="fault" id=${id}>${faults.map((fault) => html`<p>${toldOf(fault)}</p>`)}</div>`;

/**
 * `label`: under which name the words have it; `faults`: those of this field; `fixed`: it may only be
 * read; `write(path, value)` takes what is typed.
 */
export function drawn(field, { entry, draft, label, faults, fixed, hint, write }) {
  const { path, type, must } = field;
  const name = words.fields[label] ?? label;
  const about = field.later ? words.notYet : hint || words.fieldHints[label];
  const below = faults.length
    ? told(`${path}-fault`, faults)
    : about ? html`<small class="soft" id="${path}-about">${about}</small>` : nothing;
  const described = faults.length ? `${path}-fault` : about ? `${path}-about` : nothing;
  const wrong = faults.length ? 'true' : 'false';
  if (type === 'yes') {
    return html`<div class="field tick">
      <label><input type="checkbox" id=${path} .checked=${draft[path]} ?disabled=${fixed} aria-describedby=${described} aria-invalid=${wrong} @change=${({ target }) => write(path, target.checked)} /><span>${name}</span></label>
      ${below}
    </div>`;
  }
  return html`<div class="field ${type}">
    <label for=${path}>${name}${must ? html`<i aria-hidden="true">*</i>` : nothing}</label>
    ${input(field, { entry, draft, fixed, described, wrong, write })}
    ${below}
  </div>`;
}

function input(field, { entry, draft, fixed, described, wrong, write }) {
  const { path, type, must, hint } = field;
  const dots = field.secret && !field.seen;
  const value = draft[path];
  const mask = at(entry, path);
  const kept = isMask(mask) && !draft[`${path} gone`];
  const inside = kept ? (mask.shown ? words.keptAddress(mask.shown) : words.kept) : (hint ?? '');
  const take = ({ target }) => write(path, target.value);
  const forget = kept && !must && !fixed ? html`<button class="plain link" type="button" @click=${() => write(`${path} gone`, true)}>${words.forgetSecret}</button>` : nothing;
  if (type === 'one') return choice(field, { value, fixed, described, wrong, take });
  if (type === 'lines' || type === 'map' || type === 'long') {
    return html`<textarea id=${path} rows="3" .value=${value} placeholder=${inside} ?disabled=${fixed} aria-describedby=${described} aria-invalid=${wrong} spellcheck="false" @input=${take}></textarea>${forget}`;
  }
  return html`<input id=${path} type=${dots ? 'password' : 'text'} autocomplete=${dots ? 'new-password' : 'off'} .value=${value} placeholder=${inside} ?disabled=${fixed}
      aria-required=${must && !kept ? 'true' : 'false'} aria-describedby=${described} aria-invalid=${wrong} spellcheck="false" @input=${take} />${forget}`;
}

/** What somebody has written otherwise, in the file or by a program, is a choice, too. */
function choice({ path, choice, usual }, { value, fixed, described, wrong, take }) {
  const known = choice.find((word) => word.toLowerCase() === value.toLowerCase());
  const all = value && !known ? [...choice, value] : choice;
  return html`<select id=${path} ?disabled=${fixed} aria-describedby=${described} aria-invalid=${wrong} @change=${take}>
    ${['', ...all].map((word) => html`<option value=${word} ?selected=${word === (known ?? value)}>${word || (usual ? words.usualChoice(usual) : words.noChoice)}</option>`)}
  </select>`;
}
