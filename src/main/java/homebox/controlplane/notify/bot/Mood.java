package homebox.controlplane.notify.bot;

import homebox.controlplane.alert.Status;

/** How a service stands, to people: the worst first. */
enum Mood {
  /** It failed. */
  DOWN("🔴"),
  /** It is too slow. */
  SLOW("🟡"),
  /** That without which it cannot be well is not. */
  UNREACHABLE("⛓"),
  /** No answer of it counts. */
  UNKNOWN("❔"),
  /** Somebody works on it. */
  MAINTENANCE("🔧"),
  /** Nobody asks it. */
  PAUSED("⏸"),
  /** It has not answered yet. */
  PENDING("⏳"),
  /** As it should be. */
  UP("🟢");

  private final String icon;

  Mood(String icon) {
    this.icon = icon;
  }

  String icon() {
    return icon;
  }

  /** It is a state of the service itself. */
  boolean isLevel() {
    return this == UP || this == SLOW || this == DOWN;
  }

  /** Nothing to worry about. */
  boolean fine() {
    return this == UP || this == PENDING;
  }

  static Mood of(Status status) {
    return valueOf(status.name());
  }
}
