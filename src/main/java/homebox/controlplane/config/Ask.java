package homebox.controlplane.config;

/** What is asked of a service; the scheme of its {@code url} picks the kind. */
public sealed interface Ask permits HttpAsk, NotYetAsk {
  /** The kind's name in the API: {@code http}, {@code tcp}, … */
  String kind();

  /** Its address for people: without user info, and with the values of a query blotted out. */
  String shownUrl();
}
