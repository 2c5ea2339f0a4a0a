/* Who one is to the server, and how things are changed. */
import { ask } from './api.js';

export const session = { user: null, csrf: null };

/** Asks who one is; a server that does not answer changes nothing. */
export async function look() {
  const known = await ask('session').catch(() => null);
  if (known) Object.assign(session, known);
  return session;
}

/** Has something changed. Fails with the server's own sentence. */
export const send = (path, body) => change('POST', path, body);

/** The same with that method; `version` is the one that was looked at. */
export async function change(method, path, body, version) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRF-Token': session.csrf ?? '' };
  const response = await fetch(`api/v1/${path}`, {
    method,
    headers: version === undefined ? headers : { ...headers, 'If-Match': `"${version}"` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(answer.detail ?? response.statusText), { status: response.status, answer });
  return answer;
}

/** What one sees is another thing after that: the page begins anew. */
export async function logIn(password) {
  await send('login', { password });
  location.reload();
}

export async function logOut() {
  await send('logout').catch(() => null);
  location.reload();
}
