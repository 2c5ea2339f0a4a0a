/* Which keys a form has, and how what is typed becomes what is written. A field: path, type and what a
   label says. Types: text, long, list (with commas), lines (one a line), map (Name: value), yes, and
   one of some words. */
const text = (path, more) => ({ path, type: 'text', ...more });
const list = (path) => ({ path, type: 'list' });
const lines = (path) => ({ path, type: 'lines' });
const long = (path) => ({ path, type: 'long' });
const map = (path) => ({ path, type: 'map' });
const yes = (path, usual) => ({ path, type: 'yes', usual });
const one = (path, choice) => ({ path, type: 'one', choice });
const secret = (path, more) => ({ path, type: 'text', secret: true, ...more });

const MUST = { required: true };

export const SERVICE = {
  usual: [
    text('name', MUST), text('url', { ...MUST, hint: 'http://...' }), text('group'), list('tags'),
    text('interval', { hint: '5m' }), text('timeout', { hint: '10s' }), text('max_response_time', { hint: '5s' }),
    text('retry_attempts', { hint: '2' }), text('retry_delay', { hint: '5s' }),
    { ...list('expect.status'), hint: '2xx' }, lines('expect.body'), list('channels'), list('depends_on'),
  ],
  more: [
    long('description'), yes('critical', true), yes('enabled', true), text('recovery_attempts', { hint: '1' }),
    one('method', ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']), map('headers'), { ...long('body'), secret: true },
    yes('follow_redirects', true), yes('insecure_tls', false), text('max_body', { hint: '1MiB' }),
    lines('expect.body_not'), map('expect.header'), yes('public.hide', false), yes('public.hide_url', false),
  ],
};

const KINDS = {
  telegram: [secret('bot_token', MUST), secret('chat_id', MUST), text('thread_id'), list('silent'), text('api_url', { hint: 'api.telegram.org' })],
  mail: [text('host', MUST), text('port'), one('tls', ['starttls', 'tls', 'none']), text('user'), secret('password'), text('from', MUST), { ...list('to'), required: true }],
  slack: [secret('webhook_url', MUST)],
  discord: [secret('webhook_url', MUST)],
  ntfy: [text('server', { hint: 'ntfy.sh' }), secret('topic', MUST), secret('token'), one('priority', ['min', 'low', 'default', 'high', 'max'])],
  webhook: [secret('url', MUST), one('method', ['POST', 'PUT', 'PATCH', 'GET']), map('headers'), { ...long('body'), secret: true }, secret('secret')],
};

export const channelFields = (kind) => ({
  usual: [text('name', MUST), ...KINDS[kind].map((field) => ({ ...field, path: `${kind}.${field.path}` }))],
  more: [{ ...lines('hours'), hint: 'mon-fri 08:00-20:00' }, text('fallback')],
});

export const kindOf = (entry) => Object.keys(KINDS).find((kind) => entry[kind]) ?? 'telegram';

const KEPT = '•••';

export const isMask = (value) => value?.set === true;

export const at = (entry, path) => path.split('.').reduce((value, step) => value?.[step], entry);

/** What a field shows of what is written. */
export function typed(value, { type, usual }) {
  if (type === 'yes') return value === undefined ? usual : !/^(false|no|off)$/i.test(String(value));
  if (value === undefined || value === null || isMask(value)) return '';
  if (type === 'map') return Object.entries(value).map(([name, each]) => `${name}: ${isMask(each) ? KEPT : each}`).join('\n');
  return [value].flat().join(type === 'lines' ? '\n' : ', ');
}

/** What is written of what was typed; undefined: nothing. */
function written(text, { type, usual }) {
  if (type === 'yes') return text === usual ? undefined : text;
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

/** The entry with what the fields hold; what no field speaks of stays as it was. */
export function entryOf(before, fields, draft) {
  const entry = structuredClone(before);
  for (const field of fields) {
    const kept = draft[field.path] === '' && isMask(at(before, field.path)) && !draft[`${field.path} gone`];
    put(entry, field.path.split('.'), kept ? { set: true } : written(draft[field.path], field));
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
