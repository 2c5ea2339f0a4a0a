package homebox.controlplane.notify.http;

import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.http.Answer.Nothing;
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
public record Trouble(OtherSide side, Progress progress) {
  /** A sentence for what the client threw. */
  public Nothing of(Throwable thrown) {
    String there = side.there();
    String what =
        find(thrown, BoundedBody.TooLarge.class)
            .map(e -> there + " answers more than " + side.called() + " ever does: given up")
            .or(() -> before(thrown))
            .orElseGet(() -> after(thrown));
    Fault fault =
        find(thrown, ConnectTimeoutException.class).map(e -> Fault.TIMEOUT).orElse(Fault.OTHER);
    return new Nothing(what, fault, progress.connected());
  }

  /** A sentence for a deadline that has come. */
  public Nothing late(Duration atMost) {
    String within = " within " + seconds(atMost);
    String what =
        progress.answered()
            ? "the answer of " + side.there() + " did not end" + within
            : progress.connected()
                ? side.there() + " did not answer" + within
                : "no connection to " + side.there() + within;
    return new Nothing(what, Fault.TIMEOUT, progress.connected());
  }

  /** Of the time before the request was written. */
  private Optional<String> before(Throwable thrown) {
    String there = side.there();
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
      return side.there()
          + " broke the connection "
          + (progress.answered()
              ? "in the middle of its answer"
              : progress.connected() ? "instead of an answer" : "before we could ask");
    }
    return progress.connected()
        ? side.there() + " does not speak " + side.protocol() + " as it should: " + words(thrown)
        : "no connection to " + side.there() + ": " + words(thrown);
  }

  private String unknownName() {
    return side.proxy()
            .map(proxy -> proxy.socks() ? null : "the name of the proxy, " + proxy.host() + ",")
            .orElse("the name " + side.host())
        + " was not found (DNS)"
        + side.proxy().map(proxy -> "; the proxy is " + proxy).orElse("");
  }

  private String refused() {
    return side.proxy()
        .map(proxy -> "the proxy " + proxy + " refuses connections")
        .orElse(side.there() + " refuses connections");
  }

  private String proxyRefused(ProxyConnectException thrown) {
    String words = String.valueOf(thrown.getMessage());
    String said = side.clean(words.substring(words.lastIndexOf(", ") + 1));
    return "the proxy "
        + side.proxy().map(String::valueOf).orElse("")
        + " does not let us through to "
        + side.host()
        + ": "
        + said;
  }

  private String tls(SSLException thrown) {
    String there = side.there();
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
    return side.clean(message == null ? thrown.getClass().getSimpleName() : message);
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
