package homebox.controlplane.check;

/** Every way to fail that we tell apart, with its cause and the template of its sentence. */
public enum Reason {
  /** {0} the name. */
  UNKNOWN_HOST(Cause.DNS, "The name {0} is not known."),
  /** {0} the name. */
  NAME_SERVER_SILENT(Cause.DNS, "The name {0} could not be looked up: no name server answers."),
  /** {0} the bound, as configured; {1} the name. */
  NAME_TIMEOUT(Cause.DNS, "The name {1} could not be looked up within {0}."),
  /** No facts. */
  NAMES_CROWDED(Cause.DNS, "Too many names wait to be looked up."),

  /** {0} host and port. */
  REFUSED(Cause.REFUSED, "Nobody listens at {0}."),
  /** {0} host and port. */
  UNREACHABLE(Cause.UNREACHABLE, "There is no way to {0}."),

  /** {0} the bound, as configured. */
  TIMEOUT(Cause.TIMEOUT, "No whole answer within {0}."),
  /** {0} the bound, as configured. */
  NO_CONNECTION(Cause.TIMEOUT, "No connection within {0}."),
  /** {0} the bound, as configured. */
  NO_HANDSHAKE(Cause.TIMEOUT, "Connected, but no TLS handshake within {0}."),
  /** {0} the bound, as configured. */
  NO_ANSWER(Cause.TIMEOUT, "Connected, but no answer within {0}."),
  /** {0} the bound, as configured. */
  NO_END(Cause.TIMEOUT, "The answer did not end within {0}."),
  /** {0} the bound, as configured. */
  NOT_COMPARED(Cause.TIMEOUT, "The answer came, but could not be searched within {0}."),

  /** {0} the day, UTC. */
  CERTIFICATE_EXPIRED(Cause.TLS, "The certificate expired on {0}."),
  /** {0} the day, UTC. */
  CERTIFICATE_NOT_YET(Cause.TLS, "The certificate is not valid before {0}."),
  /** {0} the name. */
  CERTIFICATE_NAME(Cause.TLS, "The certificate is not for {0}."),
  /** No facts. */
  CERTIFICATE_UNTRUSTED(
      Cause.TLS, "The certificate is not signed by an authority that this machine trusts."),
  /** No facts. */
  CERTIFICATE_CHAIN(Cause.TLS, "A certificate that signs this one is not valid today."),
  /** No facts. */
  CERTIFICATE_REFUSED(Cause.TLS, "The certificate is revoked, too weak or malformed."),
  /** No facts. */
  CERTIFICATE_ASKED(Cause.TLS, "The server asks for a certificate of ours."),
  /** No facts. */
  TLS_VERSION(Cause.TLS, "No version of TLS in common: the server speaks none from 1.2 on."),
  /** No facts. */
  TLS_ABSENT(Cause.TLS, "What answers there does not speak TLS."),
  /** No facts. */
  TLS_CLOSED(Cause.TLS, "The connection was closed during the TLS handshake."),
  /** No facts. */
  TLS_FAILED(Cause.TLS, "The TLS handshake failed."),

  /** No facts. */
  CLOSED_EARLY(Cause.BROKEN, "The connection was closed before any answer came."),
  /** No facts. */
  RESET(Cause.BROKEN, "The connection was reset."),
  /** No facts. */
  CUT_SHORT(Cause.BROKEN, "The answer was cut short."),

  /** No facts. */
  NOT_HTTP(Cause.PROTOCOL, "What answers there does not speak HTTP."),
  /** No facts. */
  SPEAKS_TLS(Cause.PROTOCOL, "What answers there speaks TLS: ask it with https://."),
  /** No facts. */
  HEAD_TOO_LONG(Cause.PROTOCOL, "The answer has more than 64 KiB of headers."),
  /** No facts. */
  BAD_HTTP(Cause.PROTOCOL, "The answer breaks the rules of HTTP."),

  /** No facts. */
  REDIRECT_CIRCLE(Cause.REDIRECT, "It redirects in a circle."),
  /** {0} how many are followed. */
  REDIRECT_TOO_OFTEN(Cause.REDIRECT, "It redirects more than {0} times."),
  /** No facts. */
  REDIRECT_NOWHERE(Cause.REDIRECT, "It redirects to what is no http address."),

  /** {0} the status; {1} what was expected. */
  BAD_STATUS(Cause.BAD_STATUS, "The status is {0}, expected is {1}."),
  /** {0} the header''s name. */
  HEADER_MISSING(Cause.BAD_HEADER, "The header {0} is missing."),
  /** {0} the header's name; {1} what was expected. */
  HEADER_DIFFERS(Cause.BAD_HEADER, "The header {0} does not contain {1}."),
  /** {0} the header's name; {1} what was expected. */
  HEADER_PATTERN_SLOW(Cause.BAD_HEADER, "Searching the header {0} for {1} takes too long."),
  /** {0} what was expected. */
  BODY_LACKS(Cause.BAD_BODY, "The answer does not contain {0}."),
  /** {0} what was not expected. */
  BODY_HAS(Cause.BAD_BODY, "The answer contains {0}."),
  /** {0} what was searched for. */
  BODY_PATTERN_SLOW(Cause.BAD_BODY, "Searching the answer for {0} takes too long."),
  /** {0} what was searched for. */
  BODY_PATTERN_DEEP(Cause.BAD_BODY, "The pattern {0} is too entangled for an answer so long."),

  /** {0} what is wrong in our request. */
  REQUEST_INVALID(Cause.INTERNAL, "Nothing was asked: HTTP does not allow the {0} as configured."),
  /** No facts. */
  NO_SOCKET(
      Cause.INTERNAL,
      "This machine could not open another connection: no port or file handle is free, or it forbids it."),
  /** No facts. */
  BUG(Cause.INTERNAL, "The check failed inside the monitor itself; its log says more."),

  /** {0} the words of another program, whose history was taken over. */
  AS_TOLD(Cause.OTHER, "{0}");

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
