package homebox.controlplane.config;

import java.util.List;
import java.util.Optional;

/**
 * A service to watch, as configured; it cannot be wrong.
 *
 * @param enabled false: known, but not checked
 * @param dependsOn selectors ({@link Selectors}) of those without which it cannot be well
 * @param locations names of hosts of a cluster, or of where they stand: these can see it; empty:
 *     all
 */
public record ServiceConfig(
    Label label,
    Alarm alarm,
    boolean enabled,
    Exposure exposure,
    Timing timing,
    Ask ask,
    List<String> dependsOn,
    List<String> locations) {
  /** Copies the lists. */
  public ServiceConfig {
    dependsOn = List.copyOf(dependsOn);
    locations = List.copyOf(locations);
  }

  /** One that depends on no other, and is seen from everywhere. */
  public ServiceConfig(
      Label label, Alarm alarm, boolean enabled, Exposure exposure, Timing timing, Ask ask) {
    this(label, alarm, enabled, exposure, timing, ask, List.of(), List.of());
  }

  /** One that hides nothing, and of which all channels are told. */
  public ServiceConfig(Label label, boolean critical, boolean enabled, Timing timing, Ask ask) {
    this(label, critical, enabled, Exposure.PLAIN, timing, ask);
  }

  /** One of which all channels are told. */
  public ServiceConfig(
      Label label, boolean critical, boolean enabled, Exposure exposure, Timing timing, Ask ask) {
    this(label, new Alarm(critical, Optional.empty()), enabled, exposure, timing, ask);
  }

  /**
   * Who is told of it, and how loudly.
   *
   * @param critical DOWN is an ALERT that makes a sound (true), or a silent one
   * @param channels by name, besides the log; empty: all that there are
   */
  public record Alarm(boolean critical, Optional<List<String>> channels) {
    /** Copies the list. */
    public Alarm {
      channels = channels.map(List::copyOf);
    }

    /** True if this channel is told of it. */
    public boolean goesTo(String channel) {
      return channels.map(named -> named.contains(channel)).orElse(true);
    }
  }

  /**
   * Who it is.
   *
   * @param id {@code [a-z0-9-]{1,64}}, unique
   * @param name 1–100 characters on one line, unique within its group
   * @param group empty when it has none
   * @param description empty when it has none
   */
  public record Label(String id, String name, String group, String description, List<String> tags) {
    /** Copies the tags. */
    public Label {
      tags = List.copyOf(tags);
    }
  }

  /**
   * What those see of it who are not logged in.
   *
   * @param hide true: nothing
   * @param hideUrl true: not its address, nor the error texts, which may hold it
   */
  public record Exposure(boolean hide, boolean hideUrl) {
    /** Nothing is hidden. */
    public static final Exposure PLAIN = new Exposure(false, false);
  }

  /** The same by another name. */
  public ServiceConfig called(String name) {
    var other = new Label(label.id(), name, label.group(), label.description(), label.tags());
    return new ServiceConfig(other, alarm, enabled, exposure, timing, ask, dependsOn, locations);
  }

  /** The same at other times. */
  public ServiceConfig timed(Timing other) {
    return new ServiceConfig(label, alarm, enabled, exposure, other, ask, dependsOn, locations);
  }

  /** True if it is asked the same, at the same times, from the same places. */
  public boolean asksLike(ServiceConfig other) {
    return timing.equals(other.timing)
        && ask.equals(other.ask)
        && locations.equals(other.locations);
  }

  /** Short for the label's id. */
  public String id() {
    return label.id();
  }

  /** Short for the alarm's own. */
  public boolean critical() {
    return alarm.critical();
  }

  /** Short for the label's name. */
  public String name() {
    return label.name();
  }
}
