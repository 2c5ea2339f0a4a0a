package homebox.controlplane.web;

/** Comma-separated values as RFC 4180 has them, and such as a spreadsheet does not run. */
final class Csv {
  /**
   * What spreadsheets take for the beginning of a formula, the wide forms of East Asia too (OWASP,
   * "CSV Injection").
   */
  private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private Csv() {}

  /** A line of these values; null is an empty one. */
  static void line(StringBuilder out, Object... values) {
    for (int n = 0; n < values.length; n++) {
      out.append(n == 0 ? "" : ",");
      if (values[n] instanceof String text) {
        out.append(field(text));
      } else if (values[n] != null) {
        out.append(values[n]);
      }
    }
    out.append("\r\n");
  }

  /** A formula begins with an apostrophe from now on: it is text. */
  private static String field(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(each -> ",\"\r\n".indexOf(each) >= 0);
    return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
