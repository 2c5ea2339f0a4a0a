package homebox.controlplane.web;

import homebox.controlplane.config.ServiceConfig;

/** Labels of a metric's line, with values of any text. */
final class Labels {
  private Labels() {}

  /** Those that every line about a service has; {@code service} is its id. */
  static String of(ServiceConfig service, String location) {
    return of("service", service.id())
        + ","
        + of("group", service.label().group())
        + ","
        + of("kind", service.ask().kind())
        + ","
        + of("location", location);
  }

  /** One label. */
  static String of(String name, String value) {
    return name + "=\"" + escaped(value) + "\"";
  }

  /** As the format wants it: backslash, quote and line feed. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
