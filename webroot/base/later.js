/* A page that comes when it is asked for: the first paint of the overview does not wait for it. */
export const later = (load) =>
  class {
    #page;
    #closed = false;

    constructor(store, root) {
      load().then(({ open }) => {
        if (!this.#closed) this.#page = open(store, root);
      });
    }

    close() {
      this.#closed = true;
      this.#page?.close();
    }
  };
