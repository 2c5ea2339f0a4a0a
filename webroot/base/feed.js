/* The stream of events. Read with fetch instead of EventSource, because that hides the comments: they
   are what tells a quiet server from a dead line. A hidden tab closes its stream, since browsers
   allow six connections to a host, and asks now and then for what its icon shows. */
import { ask } from './api.js';
import { line } from './line.js';

const SILENCE = 40_000; // two comments of the server and a bit
const ANSWER = 15_000; // for the head of the answer, behind which the snapshot comes
const LONGEST = 15_000;
const HIDDEN = 45_000;

/** Ours says so as a problem; a node that stands ready, or what stands between, says it in another way. */
const isFull = ({ status, headers }) => status === 503 && headers.get('Content-Type')?.startsWith('application/problem+json');

export class Feed {
  #store;
  #abort;
  #heard = 0;
  #tries = 0;
  #later;

  constructor(store) {
    this.#store = store;
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#hide() : this.#run()));
    addEventListener('online', () => this.#run());
    setInterval(() => this.#watch(), 1_000);
  }

  start() {
    this.#run();
  }

  async #run() {
    clearTimeout(this.#later);
    this.#abort?.abort();
    const { abort, response: begun } = line();
    this.#abort = abort;
    const overdue = setTimeout(() => abort.abort(SILENCE), ANSWER);
    try {
      const response = await begun.finally(() => clearTimeout(overdue));
      if (!response.ok) throw Object.assign(new Error('refused'), { full: isFull(response) });
      await this.#read(response.body.getReader());
      throw new Error('ended');
    } catch (lost) {
      if (abort.signal.aborted && abort.signal.reason !== SILENCE) return; // meant so
      this.#again(lost.full === true);
    }
  }

  async #read(reader) {
    const decoder = new TextDecoder();
    let text = '';
    this.#heard = Date.now();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      this.#heard = Date.now();
      text += decoder.decode(part.value, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop();
      for (const frame of frames) this.#take(frame);
    }
  }

  #take(frame) {
    if (frame.startsWith(':')) return;
    const end = frame.indexOf('\n');
    const event = frame.slice('event: '.length, end);
    this.#store.apply(event, JSON.parse(frame.slice(end + '\ndata: '.length)));
    if (event === 'snapshot') {
      this.#tries = 0;
      this.#store.connection('live');
    }
  }

  /** Waits longer each time, and never all viewers at the same moment. */
  #again(full) {
    const wait = Math.min(LONGEST, 500 * 2 ** this.#tries++) * (0.75 + Math.random() / 2);
    this.#store.connection(full ? 'full' : 'lost');
    this.#later = setTimeout(() => this.#run(), wait);
  }

  #watch() {
    if (!document.hidden && this.#store.state === 'live' && Date.now() - this.#heard > SILENCE) {
      this.#abort.abort(SILENCE);
    }
  }

  #hide() {
    clearTimeout(this.#later);
    this.#abort?.abort();
    if (this.#store.state === 'live') this.#store.connection('hidden');
    const peek = async () => {
      if (!document.hidden) return;
      try {
        this.#store.glance(await ask('services?fields=id,status,state'));
      } catch {
        // away: the icon stays as it was, and the stream says so once somebody looks
      }
      this.#later = setTimeout(peek, HIDDEN);
    };
    this.#later = setTimeout(peek, HIDDEN);
  }
}
