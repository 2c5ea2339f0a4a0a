/* The line to the server. The page names this module by itself, as one that waits for no other: so the
   server makes its snapshot while the rest of the page is still on its way. */
let first = begin();

function begin() {
  const abort = new AbortController();
  const response = fetch('api/v1/events', { signal: abort.signal, cache: 'no-store' });
  response.catch(() => {}); // whoever takes the line hears of it
  return { abort, response };
}

/** A line, with what ends it: the first one has begun already. */
export function line() {
  const line = first ?? begin();
  first = null;
  return line;
}
