/* Addresses of the page, all behind the #: `#/`, `#/services/ID`, `#/incidents`, `#/settings`, with a query. */

export function here() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [page = '', id] = path.split('/').map(decoded);
  return { page: page || 'services', id, query: new URLSearchParams(query ?? '') };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % in an address that somebody typed
  }
}

export const toService = (id) => `#/services/${encodeURIComponent(id)}`;

/** Changes the query of this address without a new entry in the history. */
export function keepQuery(values) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  const path = location.hash.replace(/^#\/?/, '').split('?')[0];
  history.replaceState(null, '', `#/${path}${query.size ? `?${query}` : ''}`);
}
