/* Settings come when they are asked for: the first paint of the overview does not wait for them. */
export class Settings {
  #page;
  #closed = false;

  constructor(store, root) {
    import('../later/settings.js').then(({ open }) => {
      if (!this.#closed) this.#page = open(store, root);
    });
  }

  close() {
    this.#closed = true;
    this.#page?.close();
  }
}
