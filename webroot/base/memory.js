/* What one browser remembers. Storage may be forbidden: then it forgets, and nothing breaks. */
const PREFIX = 'control-plane.';

export function remembered(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // private windows of some browsers: the choice lasts until the page is closed
  }
}
