package homebox.controlplane.check;

/** Every way to fail that we tell apart, with its cause and the template of its sentence. */
public enum Reason {
  /** {0} the name. */
  UNKNOWN_HOST(Cause.DNS, "The name {0} is not known."),
  /** {0} the bound, as configured. */
  TIMEOUT(Cause.TIMEOUT, "No whole answer within {0}.");

  private final Cause cause;
  private final String template;

  Reason(Cause cause, String template) {
    this.cause = cause;
    this.template = template;
  }

  /** The word for programs. */
  public Cause cause() {
    return cause;
  }

  /** A {@link java.text.MessageFormat} pattern: a quote is written twice. */
  String template() {
    return template;
  }
}
