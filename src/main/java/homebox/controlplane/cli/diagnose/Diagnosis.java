package homebox.controlplane.cli.diagnose;

import homebox.controlplane.check.Finding;
import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;

/** What there is to look at, in the order in which it matters. */
public final class Diagnosis {
  private Diagnosis() {}

  /**
   * What it looks with.
   *
   * @param services those to ask
   * @param asker asks each of them once
   */
  public record Means(
      Vertx vertx,
      Pace pace,
      List<ServiceConfig> services,
      Function<List<ServiceConfig>, Future<List<Finding>>> asker) {}

  /** Of a configuration that works. */
  public static List<Section> of(Settings settings, Means means) {
    return List.of(
        Section.of("Java", JavaItems::all),
        Section.of("Files", () -> new FileItems(settings).all()),
        Section.of("Configuration", () -> ConfigItems.of(settings)),
        new Section("Database", () -> new DatabaseItems(settings, means.vertx()).all()),
        Section.of("Disk", () -> DiskItems.of(settings)),
        new Section("Port", () -> new PortItems(settings, means).all()),
        new Section("Channels", () -> new ChannelItems(settings, means).all()),
        new Section("Services", () -> new ServiceItems(means).all()));
  }

  /** Of one that does not: what is left to look at. */
  public static List<Section> of(ConfigFaults faults) {
    return List.of(
        Section.of("Java", JavaItems::all),
        Section.of("Configuration", () -> ConfigItems.of(faults)));
  }
}
