package homebox.controlplane.config;

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

  /** As {@code file:line: path: what — how to mend}. */
  public String text() {
    String where = line > 0 ? source + ":" + line : source;
    return where + (path.isEmpty() ? "" : ": " + path) + ": " + what;
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
