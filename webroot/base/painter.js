/* Draws rows that changed, a few milliseconds a frame: first those that are on the screen, the others
   when there is time. A thousand rows never make one long task. */
const BUDGET = 6; // milliseconds of a frame of 16

export class Painter {
  #paint;
  #dirty = new Set();
  #near = new Set();
  #planned = 0;
  #watcher;

  /** @param paint draws the node */
  constructor(paint) {
    this.#paint = paint;
    this.#watcher = new IntersectionObserver((seen) => this.#seen(seen), { rootMargin: '400px' });
  }

  /** From now on this node is drawn when it is marked. */
  watch(node) {
    this.#watcher.observe(node);
    this.mark(node);
  }

  mark(node) {
    this.#dirty.add(node);
    this.#plan();
  }

  /** Those on the screen: their ages grow. */
  markNear() {
    for (const node of this.#near) this.#dirty.add(node);
    this.#plan();
  }

  stop() {
    this.#watcher.disconnect();
    cancelAnimationFrame(this.#planned);
  }

  #seen(entries) {
    for (const entry of entries) {
      if (entry.isIntersecting) this.#near.add(entry.target);
      else this.#near.delete(entry.target);
    }
    this.#plan();
  }

  #plan() {
    if (this.#dirty.size > 0 && !this.#planned) {
      this.#planned = requestAnimationFrame(() => this.#frame());
    }
  }

  #frame() {
    this.#planned = 0;
    const end = performance.now() + BUDGET;
    for (const nodes of [this.#near, this.#dirty]) {
      for (const node of nodes) {
        if (!this.#dirty.delete(node)) continue;
        this.#paint(node);
        if (performance.now() > end) {
          this.#plan();
          return;
        }
      }
    }
  }
}
