package homebox.controlplane.check;

/** Why an answer failed, in one word that programs may read. */
public enum Cause {
  /** The name could not be looked up. */
  DNS,
  /** Nobody listens there. */
  REFUSED,
  /** No way to that address. */
  UNREACHABLE,
  /** Not whole within {@code timeout}. */
  TIMEOUT,
  /** The handshake failed, or the certificate cannot be trusted. */
  TLS,
  /** The connection was broken, or the answer cut short. */
  BROKEN,
  /** What came is not HTTP, or breaks its rules. */
  PROTOCOL,
  /** Redirects in a circle, too many, or to nowhere. */
  REDIRECT,
  /** Another status than expected. */
  BAD_STATUS,
  /** Another header than expected. */
  BAD_HEADER,
  /** Another body than expected. */
  BAD_BODY,
  /** Something on our side. */
  INTERNAL,
  /** What another program found, whose history was taken over. */
  OTHER
}
