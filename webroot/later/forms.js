/* Which keys the forms have, one a line: FormsTest reads them, and holds them to the schema of the
   configuration. A field: path, type and what a label says. Types: text, long, list (with commas),
   lines (one a line), map (Name: value), yes, and one of some words. "of" names the kinds of service
   that have the key; what "later" says, this version does not act on yet. What is "secret" is not shown again,
   and not while it is typed unless it is "seen". */
const text = (path, more) => ({ path, type: 'text', ...more });
const list = (path, more) => ({ path, type: 'list', ...more });
const lines = (path, more) => ({ path, type: 'lines', ...more });
const long = (path, more) => ({ path, type: 'long', ...more });
const map = (path, more) => ({ path, type: 'map', ...more });
const yes = (path, more) => ({ path, type: 'yes', ...more });
const one = (path, choice, more) => ({ path, type: 'one', choice, ...more });

/** The kinds of service, and those of them that this version asks. */
export const KINDS = ['http', 'tcp', 'tls', 'dns', 'icmp', 'ws', 'heartbeat', 'postgresql', 'mysql', 'redis'];
export const ASKED = ['http'];

export const SERVICE = {
  usual: [
    text('name', { must: true }),
    text('url', { must: true, hint: 'http://...' }),
    text('group'),
    list('tags'),
    text('interval', { hint: '5m' }),
    text('timeout', { hint: '10s' }),
    text('max_response_time', { hint: '5s' }),
    text('retry_attempts', { hint: '2' }),
    text('retry_delay', { hint: '5s' }),
    list('expect.status', { of: 'http', hint: '2xx' }),
    lines('expect.body', { of: 'http' }),
    list('channels', { none: 'log' }),
    list('depends_on'),
  ],
  more: [
    text('id', { once: true }),
    long('description'),
    text('recovery_attempts', { hint: '1' }),
    one('method', ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], { of: 'http', usual: 'GET' }),
    map('headers', { of: 'http ws', secret: true }),
    long('body', { of: 'http', secret: true }),
    text('auth.user', { of: 'http ws', secret: true, seen: true, later: true }),
    text('auth.password', { of: 'http ws', secret: true, later: true }),
    text('auth.bearer', { of: 'http ws', secret: true, later: true }),
    text('max_body', { of: 'http', hint: '1MiB' }),
    one('ip_version', ['4', '6'], { later: true }),
    text('proxy', { of: 'http ws', secret: true, seen: true, later: true }),
    list('certificate_notice', { hint: '14, 7, 1', later: true }),
    list('locations'),
    lines('expect.body_not', { of: 'http' }),
    map('expect.header', { of: 'http' }),
    lines('expect.json', { of: 'http', later: true }),
    long('send', { of: 'tcp ws', secret: true, later: true }),
    lines('expect.banner', { of: 'tcp', later: true }),
    text('expect.certificate_days', { of: 'tls', later: true }),
    lines('expect.answer', { of: 'dns', later: true }),
    one('expect.rcode', ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'], { of: 'dns', later: true }),
    text('expect.max_loss', { of: 'icmp', hint: '20', later: true }),
    lines('expect.message', { of: 'ws', later: true }),
    text('token', { of: 'heartbeat', secret: true, later: true }),
    text('expect.every', { of: 'heartbeat', hint: '1d', later: true }),
    text('expect.cron', { of: 'heartbeat', hint: '0 3 * * *', later: true }),
    text('expect.time_zone', { of: 'heartbeat', hint: 'Europe/Paris', later: true }),
    text('expect.grace', { of: 'heartbeat', hint: '10m', later: true }),
    yes('critical', { usual: true }),
    yes('enabled', { usual: true }),
    yes('follow_redirects', { of: 'http', usual: true }),
    yes('insecure_tls', { of: 'http tls ws' }),
    yes('public.hide'),
    yes('public.hide_url'),
  ],
};

/** Those of all kinds of channel. */
export const CHANNEL = {
  usual: [
    text('name', { must: true, once: true }),
    text('telegram.bot_token', { must: true, secret: true }),
    text('telegram.chat_id', { must: true, secret: true }),
    text('telegram.thread_id'),
    list('telegram.silent'),
    text('telegram.api_url', { hint: 'api.telegram.org' }),
    list('telegram.users'),
    text('telegram.proxy', { secret: true, seen: true }),
    yes('telegram.commands', { usual: true }),
    text('mail.host', { must: true }),
    text('mail.port'),
    one('mail.tls', ['starttls', 'tls', 'none'], { usual: 'starttls' }),
    text('mail.user'),
    text('mail.password', { secret: true }),
    text('mail.from', { must: true }),
    list('mail.to', { must: true }),
    text('slack.webhook_url', { must: true, secret: true }),
    text('discord.webhook_url', { must: true, secret: true }),
    text('ntfy.server', { hint: 'ntfy.sh' }),
    text('ntfy.topic', { must: true, secret: true }),
    text('ntfy.token', { secret: true }),
    one('ntfy.priority', ['min', 'low', 'default', 'high', 'max'], { usual: 'default' }),
    text('webhook.url', { must: true, secret: true }),
    one('webhook.method', ['POST', 'PUT', 'PATCH', 'GET'], { usual: 'POST' }),
    map('webhook.headers', { secret: true }),
    long('webhook.body', { secret: true }),
    text('webhook.secret', { secret: true }),
  ],
  more: [
    text('after', { hint: '15m' }),
    lines('hours', { hint: 'mon-fri 08:00-20:00' }),
    text('fallback'),
  ],
};
