package homebox.controlplane.web;

import homebox.controlplane.config.Addition;
import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.Edit;
import homebox.controlplane.config.EditPlan;
import homebox.controlplane.config.Edited;
import homebox.controlplane.config.Editor;
import homebox.controlplane.config.Inventory;
import homebox.controlplane.config.PageSight;
import homebox.controlplane.config.Reading;
import homebox.controlplane.store.Database;
import homebox.controlplane.store.PageStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks and stores what is edited, as the whole program does; nobody takes it in. */
final class PlainEditor implements Editor {
  private final PageStore store;
  private Reading running;
  private volatile PageSight page = PageSight.CLEAR;

  PlainEditor(Path folder, Database database) throws IOException {
    Files.writeString(
        folder.resolve("c.yaml"),
        "services:\n  - {name: Alpha, url: \"http://alpha/\"}\n"
            + "channels:\n  - {name: box, slack: {webhook_url: \"http://s/word\"}}\n");
    this.running =
        ConfigLoader.read(
            new Source(folder, Optional.of(Path.of("c.yaml")), Optional.empty(), Map.of()));
    this.store = new PageStore(database);
  }

  @Override
  public Future<Edited> edit(Edit edit) {
    EditPlan.Outcome outcome = EditPlan.of(edit, running, Instant.now());
    return outcome.plan().map(this::tried).orElseGet(() -> done(outcome.edited().orElseThrow()));
  }

  private Future<Edited> tried(EditPlan plan) {
    try {
      Reading read = running.with(plan.next(), List.of());
      Addition made = plan.made(read);
      return (plan.goes() ? store.forget(made) : store.keep(made, plan.before()))
          .onSuccess(kept -> running = read)
          .map(new Edited.Done(made));
    } catch (ConfigFaults faults) {
      return done(plan.refused(faults));
    }
  }

  private static Future<Edited> done(Edited edited) {
    return Future.succeededFuture(edited);
  }

  /** From now on that is so. */
  void page(PageSight now) {
    page = now;
  }

  @Override
  public PageSight page() {
    return page;
  }

  @Override
  public Future<Boolean> use(String node) {
    return Future.succeededFuture(node.equals("attic"));
  }

  @Override
  public Future<Inventory> inventory() {
    return Future.succeededFuture(Inventory.of(running));
  }
}
