package homebox.controlplane.alert;

/** Why nobody is told that a service got worse. */
enum Hush {
  /** Somebody wants it so. */
  MUTED("it is muted"),
  /** Planned work is under way. */
  MAINTENANCE("planned work"),
  /** Something on which it depends is DOWN, or may be. */
  PARENT("what it depends on is not well"),
  /** Its state changes too often. */
  FLAPPING("it is flapping");

  private final String words;

  Hush(String words) {
    this.words = words;
  }

  /** For the log. */
  String words() {
    return words;
  }
}
