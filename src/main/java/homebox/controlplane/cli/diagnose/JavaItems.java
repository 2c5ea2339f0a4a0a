package homebox.controlplane.cli.diagnose;

import java.util.List;

/** The machine that runs us. */
final class JavaItems {
  private static final int LEAST = 17;

  private JavaItems() {}

  static List<Item> all() {
    String what =
        "Java "
            + Runtime.version()
            + " of "
            + System.getProperty("java.vendor")
            + " on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", a heap of "
            + Runtime.getRuntime().maxMemory() / (1 << 20)
            + " MB at most";
    return List.of(
        Runtime.version().feature() < LEAST
            ? Item.bad(what, "install Java " + LEAST + " or later")
            : Item.well(what));
  }
}
