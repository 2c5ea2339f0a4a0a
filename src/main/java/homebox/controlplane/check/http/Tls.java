package homebox.controlplane.check.http;

import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS on an open connection, whose certificate is verified or not. There are just two sets of
 * options: Vert.x keeps one context for each, by their trust (not by their host name rule).
 */
final class Tls {
  private final ClientSSLOptions verifying;
  private final ClientSSLOptions insecure;

  private Tls(TrustOptions trust) {
    this.verifying = options("HTTPS").setTrustOptions(trust);
    this.insecure = options("").setTrustOptions(TrustOptions.wrap(new AnyTrust()));
  }

  /** Trusts whom Java trusts on this machine. */
  static Tls ofMachine(Pace pace) {
    return of(pace, null);
  }

  /** Trusts those in {@code anchors} only; null is the machine's. */
  static Tls of(Pace pace, KeyStore anchors) {
    return new Tls(new LateTrust(() -> new TellingTrust(pace, manager(anchors))));
  }

  /**
   * The handshake. The server's name is the connection's remote host: given as {@code serverName},
   * Vert.x would build and keep a context of its own for each name.
   */
  Future<Void> secure(NetSocketInternal socket, boolean anyCertificate) {
    return socket.upgradeToSsl(anyCertificate ? insecure : verifying, (String) null);
  }

  /** Until when the server's certificate is valid. */
  static Optional<Instant> certificateEnds(NetSocketInternal socket) {
    try {
      return socket.peerCertificates().get(0) instanceof X509Certificate leaf
          ? Optional.of(leaf.getNotAfter().toInstant())
          : Optional.empty();
    } catch (SSLPeerUnverifiedException anonymous) {
      return Optional.empty();
    }
  }

  private static ClientSSLOptions options(String hostRule) {
    return new ClientSSLOptions()
        .setHostnameVerificationAlgorithm(hostRule)
        .setSslHandshakeTimeout(0); // the look has a deadline already
  }

  private static X509ExtendedTrustManager manager(KeyStore anchors)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager it) {
        return it;
      }
    }
    throw new IllegalStateException("this Java has no X.509 trust manager");
  }

  /** Reads the authorities (some 50 ms) when the first certificate comes, off the event loop. */
  private record LateTrust(Callable<TrustManager> maker) implements TrustOptions {
    @Override
    public TrustOptions copy() {
      return this;
    }

    @Override
    public TrustManagerFactory getTrustManagerFactory(Vertx vertx) throws Exception {
      return TrustOptions.wrap(maker.call()).getTrustManagerFactory(vertx);
    }

    @Override
    public Function<String, TrustManager[]> trustManagerMapper(Vertx vertx) {
      return name -> null;
    }
  }
}
