package homebox.controlplane.check.http;

import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * Java's TLS, but a session is resumed for a second at most. A resumed session shows no
 * certificate: one that has expired or was exchanged since would stay unseen for a day.
 */
final class ShortSessions extends JdkSSLEngineOptions {
  private static final int SECONDS = 1;
  private static final int KEPT = 256;

  @Override
  public ShortSessions copy() {
    return new ShortSessions();
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new DefaultSslContextFactory(SslProvider.JDK, false) {
      @Override
      public SslContext create() throws SSLException {
        SslContext made = super.create();
        made.sessionContext().setSessionTimeout(SECONDS);
        made.sessionContext().setSessionCacheSize(KEPT);
        return new ShortNames(made);
      }
    };
  }

  /** Java itself tells the server its name only if there is a dot in it. */
  private static final class ShortNames extends DelegatingSslContext {
    ShortNames(SslContext other) {
      super(other);
    }

    @Override
    protected void initEngine(SSLEngine engine) {
      String host = engine.getPeerHost();
      if (host == null || host.indexOf('.') >= 0 || host.indexOf(':') >= 0) {
        return;
      }
      try {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        engine.setSSLParameters(parameters);
      } catch (IllegalArgumentException underscore) {
        return; // such a name cannot be told; the handshake goes on without it
      }
    }
  }
}
