/* The server's time: ages are told by it, whatever the viewer's clock says. */
let ahead = 0;

export function setClock(iso) {
  ahead = Date.parse(iso) - Date.now();
}

/** Now, in milliseconds since 1970, as the server has it. */
export function now() {
  return Date.now() + ahead;
}

/** Milliseconds since an ISO time; 0 when that lies ahead. */
export function since(iso) {
  return Math.max(0, now() - Date.parse(iso));
}
