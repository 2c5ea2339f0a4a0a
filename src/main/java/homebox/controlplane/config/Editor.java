package homebox.controlplane.config;

import io.vertx.core.Future;

/** Takes what is added, changed and removed in the page. May be asked from anywhere. */
public interface Editor {
  /**
   * Carries it out. When this says {@link Edited.Done} it is stored and in force.
   *
   * @return what came of it. Fails with what the database failed with; nothing has changed then
   */
  Future<Edited> edit(Edit edit);

  /**
   * Has what a host's own file says hold for all of them.
   *
   * @return false if nobody knows what that says. Fails with what the database failed with
   */
  Future<Boolean> use(String node);

  /** What there is, of the file and of the page. Fails only if the start was not finished. */
  Future<Inventory> inventory();

  /** Whether that is all: nobody knows what was added in the page while the database is away. */
  PageSight page();
}
