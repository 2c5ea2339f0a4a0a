/* What was typed and not saved yet, while this tab is open. */
const KEPT = 'control-plane.draft';

export function recall(key) {
  try {
    return JSON.parse(sessionStorage.getItem(`${KEPT} ${key}`));
  } catch {
    return null;
  }
}

export function remember(key, draft) {
  try {
    sessionStorage.setItem(`${KEPT} ${key}`, JSON.stringify(draft));
  } catch {
    // storage may be forbidden: then what was typed lasts until the page is closed
  }
}

export function forget(key) {
  try {
    sessionStorage.removeItem(`${KEPT} ${key}`);
  } catch {
    // nothing was kept
  }
}
