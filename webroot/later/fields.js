/* How what is typed into a form becomes what is written, and the other way round. */
import { CHANNEL, KINDS, SERVICE } from './forms.js';

const MEANS = ['telegram', 'mail', 'slack', 'discord', 'ntfy', 'webhook'];

/** Those of a service, or of a channel of that kind. */
export function fieldsOf(what, kind) {
  if (what === 'service') return SERVICE;
  const has = ({ path }) => !path.includes('.') || path.startsWith(`${kind}.`);
  return { usual: CHANNEL.usual.filter(has), more: CHANNEL.more.filter(has) };
}

export const kindOf = (entry) => MEANS.find((kind) => entry[kind]) ?? 'telegram';

const SECURE = { https: 'http', wss: 'ws' };

/** What kind of service has that address; undefined while nobody can tell. */
export function kindOfUrl(url) {
  const scheme = /^\s*([a-z]+):/i.exec(url ?? '')?.[1].toLowerCase();
  return KINDS.find((kind) => kind === (SECURE[scheme] ?? scheme));
}

const KEPT = '•••';

export const isMask = (value) => value?.set === true;

export const at = (entry, path) => path.split('.').reduce((value, step) => value?.[step], entry);

/** What a field shows of what is written. */
export function typed(value, { type, usual, none = '' }) {
  if (type === 'yes') return value === undefined ? usual === true : !/^(false|no|off)$/i.test(String(value));
  if (value === undefined || value === null || isMask(value)) return '';
  if (type === 'map') return Object.entries(value).map(([name, each]) => `${name}: ${isMask(each) ? KEPT : each}`).join('\n');
  if (Array.isArray(value) && value.length === 0) return none;
  return [value].flat().join(type === 'lines' ? '\n' : ', ');
}

/** What is written of what was typed; undefined: nothing. */
function written(text, { type, usual }) {
  if (type === 'yes') return text === (usual === true) ? undefined : text;
  if (text.trim() === '') return undefined;
  if (type === 'list') return split(text, ',');
  if (type === 'lines') return split(text, '\n');
  if (type !== 'map') return text;
  return Object.fromEntries(split(text, '\n').map((line) => {
    const colon = line.indexOf(':');
    const [name, value] = colon < 0 ? [line, ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    return [name, value === KEPT ? { set: true } : value];
  }));
}

const split = (text, by) => text.split(by).map((part) => part.trim()).filter(Boolean);

/** The entry with what the fields hold; what was not touched, and what no field speaks of, stays as it was. */
export function entryOf(before, fields, draft) {
  const entry = structuredClone(before);
  for (const field of fields) {
    const { path } = field;
    const value = at(before, path);
    if (draft[`${path} gone`] && draft[path] === '') put(entry, path.split('.'), undefined);
    else if (draft[path] !== typed(value, field)) put(entry, path.split('.'), written(draft[path], field));
  }
  return entry;
}

function put(object, [step, ...rest], value) {
  if (rest.length === 0) {
    if (value === undefined) delete object[step];
    else object[step] = value;
    return;
  }
  const inner = { ...object[step] };
  put(inner, rest, value);
  if (Object.keys(inner).length === 0) delete object[step];
  else object[step] = inner;
}
