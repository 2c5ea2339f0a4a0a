package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.telegram.Reply.Nothing;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Says what went wrong below HTTP. The client's own words are shown only where nothing else fits,
 * and cleaned: they hold the request's path, and with it the token.
 */
record Trouble(Endpoint endpoint, Exchange.Progress progress) {
  /** A sentence for what the client threw. */
  Reply of(Throwable thrown) {
    String there = endpoint.there();
    String what =
        find(thrown, BoundedBody.TooLarge.class)
            .map(e -> there + " answers more than Telegram ever does: given up")
            .or(() -> before(thrown))
            .orElseGet(() -> after(thrown));
    Fault fault =
        find(thrown, ConnectTimeoutException.class).map(e -> Fault.TIMEOUT).orElse(Fault.OTHER);
    return new Nothing(what, fault, progress.connected());
  }

  /** A sentence for a deadline that has come. */
  Reply late(Duration atMost) {
    String within = " within " + seconds(atMost);
    String what =
        progress.answered()
            ? "the answer of " + endpoint.there() + " did not end" + within
            : progress.connected()
                ? endpoint.there() + " did not answer" + within
                : "no connection to " + endpoint.there() + within;
    return new Nothing(what, Fault.TIMEOUT, progress.connected());
  }

  /** Of the time before the request was written. */
  private Optional<String> before(Throwable thrown) {
    String there = endpoint.there();
    return find(thrown, UnknownHostException.class)
        .map(e -> unknownName())
        .or(() -> find(thrown, ProxyConnectException.class).map(this::proxyRefused))
        .or(() -> find(thrown, ConnectTimeoutException.class).map(e -> "no connection to " + there))
        .or(() -> find(thrown, NoRouteToHostException.class).map(e -> "no route to " + there))
        .or(() -> find(thrown, ConnectException.class).map(e -> refused()))
        .or(() -> find(thrown, SSLException.class).map(this::tls));
  }

  private String after(Throwable thrown) {
    boolean closed =
        find(thrown, HttpClosedException.class).isPresent()
            || find(thrown, IOException.class).isPresent();
    if (closed) {
      return endpoint.there()
          + " broke the connection "
          + (progress.answered()
              ? "in the middle of its answer"
              : progress.connected() ? "instead of an answer" : "before we could ask");
    }
    return progress.connected()
        ? endpoint.there() + " does not speak HTTP as it should: " + words(thrown)
        : "no connection to " + endpoint.there() + ": " + words(thrown);
  }

  private String unknownName() {
    return endpoint
            .proxy()
            .map(proxy -> proxy.socks() ? null : "the name of the proxy, " + proxy.host() + ",")
            .orElse("the name " + endpoint.api().host())
        + " was not found (DNS)"
        + endpoint.proxy().map(proxy -> "; the proxy is " + proxy).orElse("");
  }

  private String refused() {
    return endpoint
        .proxy()
        .map(proxy -> "the proxy " + proxy + " refuses connections")
        .orElse(endpoint.there() + " refuses connections");
  }

  private String proxyRefused(ProxyConnectException thrown) {
    String words = String.valueOf(thrown.getMessage());
    String said = endpoint.clean(words.substring(words.lastIndexOf(", ") + 1));
    return "the proxy "
        + endpoint.proxy().map(String::valueOf).orElse("")
        + " does not let us through to "
        + endpoint.api().host()
        + ": "
        + said;
  }

  private String tls(SSLException thrown) {
    String there = endpoint.there();
    if (find(thrown, NotSslRecordException.class).isPresent()) {
      return "TLS to " + there + " failed: what answers there speaks no TLS";
    }
    Throwable last = causes(thrown).reduce((first, second) -> second).orElse(thrown);
    return last instanceof CertPathBuilderException
        ? "TLS to " + there + " failed: nobody we trust has signed its certificate"
        : "TLS to " + there + " failed: " + words(last);
  }

  private String words(Throwable thrown) {
    String message = thrown.getMessage();
    return endpoint.clean(message == null ? thrown.getClass().getSimpleName() : message);
  }

  private static <T> Optional<T> find(Throwable thrown, Class<T> wanted) {
    return causes(thrown).filter(wanted::isInstance).map(wanted::cast).findFirst();
  }

  /** Bounded: a chain of causes may be a circle. */
  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause).limit(10);
  }

  private static String seconds(Duration atMost) {
    return Math.max(1, Math.round(atMost.toMillis() / 1000.0)) + " s";
  }
}
