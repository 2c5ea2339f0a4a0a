package homebox.controlplane.check.http;

import homebox.controlplane.check.Reason;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why no connection came about. Texts of the C library are translated, so types and numbers decide.
 */
final class SocketTrouble {
  /** As Netty's epoll transport words it, with Linux's number. */
  private static final Pattern ERRNO = Pattern.compile("error\\(-(\\d+)\\)");

  private SocketTrouble() {}

  static Reason reason(Throwable why) {
    if (why instanceof ConnectTimeoutException) {
      return Reason.NO_CONNECTION;
    }
    if (why instanceof ChannelException || why instanceof BindException) {
      return Reason.NO_SOCKET;
    }
    if (why instanceof NoRouteToHostException) {
      return Reason.UNREACHABLE;
    }
    if (why instanceof ConnectException) {
      return byNumber(String.valueOf(why.getMessage()));
    }
    return why instanceof SocketException ? Reason.UNREACHABLE : Reason.BUG;
  }

  private static Reason byNumber(String message) {
    Matcher errno = ERRNO.matcher(message);
    if (!errno.find()) {
      return message.contains("timed out") ? Reason.NO_CONNECTION : Reason.REFUSED;
    }
    return switch (errno.group(1)) {
      case "110" -> Reason.NO_CONNECTION; // ETIMEDOUT
      case "100", "101", "112", "113" -> Reason.UNREACHABLE; // network or host down or unreachable
      case "1", "13", "23", "24", "99" -> Reason.NO_SOCKET; // forbidden, no handle, no free port
      default -> Reason.REFUSED;
    };
  }
}
