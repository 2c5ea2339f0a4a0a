/* The server's time: ages are told by it, whatever the viewer's clock says. */
let ahead = 0;

export function setClock(iso) {
  ahead = Date.parse(iso) - Date.now();
}

/** Now, in milliseconds since 1970, as the server has it. */
export function now() {
  return Date.now() + ahead;
}

let held = null;

/** While nothing is heard from the server, silence of the services means nothing: null ends it. */
export function hold(millis) {
  held = millis;
}

/** The moment that what we know speaks of. */
export function truth() {
  return held ?? now();
}

/** Milliseconds since an ISO time; 0 when that lies ahead. */
export function since(iso) {
  return Math.max(0, now() - Date.parse(iso));
}
