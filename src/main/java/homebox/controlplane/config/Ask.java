package homebox.controlplane.config;

/** What is asked of a service; the scheme of its {@code url} picks the kind. */
public sealed interface Ask permits HttpAsk, NotYetAsk {
  /** The kind's name in the API: {@code http}, {@code tcp}, … */
  String kind();
}
