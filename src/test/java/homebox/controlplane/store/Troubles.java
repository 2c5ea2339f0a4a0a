package homebox.controlplane.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** All that is said of a database that does not work, for those who say it in other languages. */
public final class Troubles {
  private Troubles() {}

  /** By name, with {@code {0}} for the place and {@code {1}} for the database's own words. */
  public static Map<String, String> sentences() {
    var all = new LinkedHashMap<String, String>();
    for (Trouble trouble : Trouble.values()) {
      all.put(trouble.name(), trouble.sentence("{0}", new IllegalStateException("{1}")));
    }
    return all;
  }
}
