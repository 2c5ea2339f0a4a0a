package homebox.controlplane.alert;

import homebox.controlplane.alert.Cover.Parent;
import homebox.controlplane.alert.Cover.Paused;
import homebox.controlplane.alert.Cover.Work;
import homebox.controlplane.check.Level;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.store.ReadableDatabase;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How services stand to who asks each of them once, beside this room or without it: by the same
 * rules, and with what is written of pauses and planned work.
 */
public final class Glance {
  private final Kin kin;
  private final Map<String, String> names;
  private final Map<String, Paused> paused;
  private final Map<String, Work> under;

  private Glance(Instant now, Settings settings, HushPlan plan, Map<String, Paused> paused) {
    this.kin = plan.kin();
    this.names =
        settings.services().stream()
            .collect(Collectors.toMap(ServiceConfig::id, ServiceConfig::name, (one, two) -> one));
    this.paused = paused;
    this.under = plan.under(now);
  }

  /** Where nothing is written: only the work of the file is known. */
  public static Glance of(Instant now, Settings settings) {
    return new Glance(now, settings, HushPlan.of(settings), Map.of());
  }

  /** With what people have paused and planned. Fails as the database does. */
  public static Future<Glance> of(Instant now, Settings settings, ReadableDatabase database) {
    return new WishStore(database)
        .load()
        .compose(
            wishes ->
                new WorkStore(database)
                    .load()
                    .map(kept -> HushPlan.of(settings).with(planned(kept, settings)))
                    .map(plan -> new Glance(now, settings, plan, wishes.paused())));
  }

  private static List<Planned> planned(List<WorkStore.Kept> kept, Settings settings) {
    return HushPlan.planned(kept.stream().map(WorkStore.Kept::work).toList(), settings.services());
  }

  /** Nobody asks it. */
  public boolean rests(String service) {
    return paused.containsKey(service);
  }

  /**
   * Where a service stands.
   *
   * @param found what those that were asked were found to be, by id
   */
  public Standing standing(String service, Map<String, Level> found) {
    Level level = found.getOrDefault(service, Level.PENDING);
    Cover cover =
        Cover.of(
            Optional.ofNullable(under.get(service)),
            level == Level.UP ? Optional.empty() : cause(service, found),
            Optional.empty(),
            Optional.ofNullable(paused.get(service)),
            false,
            false);
    return new Standing(
        service, level, Optional.empty(), Optional.empty(), cover, Optional.empty());
  }

  private Optional<Parent> cause(String service, Map<String, Level> found) {
    return kin.nearest(service, each -> found.get(each) == Level.DOWN)
        .map(id -> new Parent(id, names.get(id)));
  }
}
