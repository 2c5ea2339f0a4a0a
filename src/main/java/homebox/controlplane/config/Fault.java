package homebox.controlplane.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with a configuration.
 *
 * @param source the file as people name it, {@code environment}, or {@link Addition#SOURCE}
 * @param line from 1; 0: there are no lines
 * @param path of the key, as in {@code services[2].url}; empty: the source as a whole
 * @param what {@code what — how to mend}, without any secret
 */
public record Fault(String source, int line, String path, String what) {
  private static final String MEND = " — ";
  private static final Pattern KEYED = Pattern.compile("([a-z_]+): (.*)", Pattern.DOTALL);

  /** What stands in no file, read from what is {@link #told()} of it. */
  public static Fault of(String line) {
    Matcher keyed = KEYED.matcher(line);
    return keyed.matches()
        ? new Fault(Addition.SOURCE, 0, keyed.group(1), keyed.group(2))
        : new Fault(Addition.SOURCE, 0, "", line);
  }

  /** As {@code file:line: path: what — how to mend}. */
  public String text() {
    String where = line > 0 ? source + ":" + line : source;
    return where + ": " + told();
  }

  /** As {@code path: what — how to mend}, for who knows the source. */
  public String told() {
    return path.isEmpty() ? what : path + ": " + what;
  }

  /** What is wrong. */
  public String trouble() {
    int at = what.lastIndexOf(MEND);
    return at < 0 ? what : what.substring(0, at);
  }

  /** How to mend it; empty where that is plain. */
  public String mend() {
    int at = what.lastIndexOf(MEND);
    return at < 0 ? "" : what.substring(at + MEND.length());
  }

  /** True if it is of that entry, or of a part of it. */
  boolean isOf(Addition entry) {
    String place = entry.place();
    return source.equals(Addition.SOURCE)
        && (path.equals(place) || path.startsWith(place + ".") || path.startsWith(place + "["));
  }

  /** The same as one sees it who looks at that entry alone. */
  Fault within(Addition entry) {
    String rest = path.substring(entry.place().length());
    return new Fault(source, line, rest.startsWith(".") ? rest.substring(1) : rest, what);
  }
}
