/* Puts nodes in their places, a hundred a frame: the first of them fill the screen, and the others do
   not keep them from being seen. */
const FRAME = 100;

export class Placer {
  #placed;
  #left = [];
  #planned = 0;

  /** @param placed is told of each node that was not there before */
  constructor(placed) {
    this.#placed = placed;
  }

  /** @param lists pairs, in the order of the page: a list, and all nodes that are to be in it */
  place(lists) {
    for (const [list, nodes] of lists) {
      const stay = new Set(nodes);
      for (const node of [...list.children]) if (!stay.has(node)) node.remove();
    }
    this.#left = lists.flatMap(([list, nodes]) => nodes.map((node, i) => ({ list, node, before: nodes[i - 1] }))).reverse();
    cancelAnimationFrame(this.#planned);
    this.#some();
  }

  stop() {
    cancelAnimationFrame(this.#planned);
  }

  #some() {
    for (let moved = 0; this.#left.length > 0 && moved < FRAME; ) moved += this.#put(this.#left.pop());
    if (this.#left.length > 0) this.#planned = requestAnimationFrame(() => this.#some());
  }

  /** Whether it was elsewhere. */
  #put({ list, node, before }) {
    const there = before ? before.nextElementSibling : list.firstElementChild;
    if (node === there) return false;
    const fresh = !node.isConnected;
    list.insertBefore(node, there);
    if (fresh) this.#placed(node);
    return true;
  }
}
