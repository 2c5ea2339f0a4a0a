/* Why something was not done, in the language of the page. */
import { words } from '../base/words.js';

/** What has no sentence of the page's own is told in the server's. */
export function why({ status, answer, message }) {
  if (status === 409 && answer.faults) return words.neededByOthers;
  if (status === 409 && answer.file) return words.ofFile(answer.file);
  return { 400: words.notSaved, 401: words.logInAgain, 412: '', 503: words.notStored }[status] ?? (status ? words.noLogin(message) : words.notReached);
}
