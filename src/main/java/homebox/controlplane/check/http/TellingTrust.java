package homebox.controlplane.check.http;

import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Reason;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts as another one does, and says in our words why it does not. */
final class TellingTrust extends X509ExtendedTrustManager {
  /** A certificate was refused, and why. */
  static final class Refused extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final transient Instant ends;

    Refused(Failure failure, Instant ends, CertificateException cause) {
      super(failure.sentence(), cause);
      this.failure = failure;
      this.ends = ends;
    }

    Failure failure() {
      return failure;
    }

    /** Until when the refused certificate is valid. */
    Instant ends() {
      return ends;
    }
  }

  private interface Check {
    void run() throws CertificateException;
  }

  private final InstantSource clock;
  private final X509ExtendedTrustManager other;

  TellingTrust(InstantSource clock, X509ExtendedTrustManager other) {
    this.clock = clock;
    this.other = other;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    tell(chain, engine.getPeerHost(), () -> other.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    other.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    other.checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    other.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    other.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    other.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return other.getAcceptedIssuers();
  }

  /** The date comes first: it says more than an unknown signer, and Java skips it for anchors. */
  private void tell(X509Certificate[] chain, String host, Check check) throws CertificateException {
    X509Certificate leaf = chain[0];
    Instant now = clock.instant();
    Instant ends = leaf.getNotAfter().toInstant();
    Instant begins = leaf.getNotBefore().toInstant();
    if (now.isAfter(ends)) {
      throw new Refused(Failure.of(Reason.CERTIFICATE_EXPIRED, day(ends)), ends, null);
    }
    if (now.isBefore(begins)) {
      throw new Refused(Failure.of(Reason.CERTIFICATE_NOT_YET, day(begins)), ends, null);
    }
    try {
      check.run();
    } catch (CertificateException why) {
      Reason reason = reason(why);
      boolean named = reason == Reason.CERTIFICATE_NAME;
      throw new Refused(named ? Failure.of(reason, host) : Failure.of(reason), ends, why);
    }
  }

  /**
   * Java verifies the chain first, with the validator's word somewhere in the causes, then the
   * name.
   */
  private static Reason reason(CertificateException why) {
    boolean chain = why.getClass() != CertificateException.class;
    for (Throwable each = why; each != null; each = each.getCause()) {
      if (each instanceof CertPathValidatorException it && it.getReason() instanceof BasicReason) {
        return reason((BasicReason) it.getReason());
      }
      chain |= each instanceof GeneralSecurityException && !(each instanceof CertificateException);
    }
    return chain ? Reason.CERTIFICATE_UNTRUSTED : Reason.CERTIFICATE_NAME;
  }

  private static Reason reason(BasicReason why) {
    return switch (why) {
      case EXPIRED, NOT_YET_VALID -> Reason.CERTIFICATE_CHAIN;
      case REVOKED, UNDETERMINED_REVOCATION_STATUS, ALGORITHM_CONSTRAINED ->
          Reason.CERTIFICATE_REFUSED;
      case INVALID_SIGNATURE, UNSPECIFIED -> Reason.CERTIFICATE_UNTRUSTED;
    };
  }

  private static String day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
