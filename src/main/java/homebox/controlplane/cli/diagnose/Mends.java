package homebox.controlplane.cli.diagnose;

import homebox.controlplane.check.Cause;
import homebox.controlplane.check.Reason;

/** What to do about an answer that failed. */
final class Mends {
  private Mends() {}

  static String of(Reason reason) {
    return switch (reason) {
      case UNKNOWN_HOST ->
          "correct the name in its url, or make it known: «getent hosts NAME» asks as we do";
      case NAME_SERVER_SILENT, NAME_TIMEOUT ->
          "see that the name servers in /etc/resolv.conf answer";
      case NO_CONNECTION ->
          "see that the host is on, and that no firewall drops what comes to that port";
      case NO_HANDSHAKE, TLS_CLOSED, TLS_FAILED ->
          "try it by hand: openssl s_client -connect HOST:PORT";
      case NO_ANSWER, TIMEOUT ->
          "look into the service's own log; if it always takes so long, set a longer timeout";
      case NO_END, NOT_COMPARED ->
          "set a longer timeout, or a smaller max_body: only so much of the answer is read";
      case CERTIFICATE_EXPIRED -> "renew the certificate, and see that the server has loaded it";
      case CERTIFICATE_NOT_YET, CERTIFICATE_CHAIN ->
          "see that the clocks of both machines are right, and renew the certificate";
      case CERTIFICATE_NAME -> "ask it by the name that its certificate has, or renew that";
      case CERTIFICATE_UNTRUSTED ->
          "have the server send its whole chain; for one that signed itself: insecure_tls: true";
      case CERTIFICATE_REFUSED -> "renew the certificate with a key of today's length";
      case CERTIFICATE_ASKED -> "let the server not ask for one: there is none to show";
      case TLS_VERSION -> "let the server speak TLS 1.2 or 1.3";
      case TLS_ABSENT -> "write http:// instead of https:// in its url, or another port";
      case SPEAKS_TLS -> "write https:// instead of http:// in its url";
      case BAD_STATUS ->
          "see what the service answers («curl -i URL»); if that is as it should be, list it under"
              + " expect.status";
      case REQUEST_INVALID -> "correct its method, host or headers";
      case NO_SOCKET -> "allow more open files (ulimit -n), or set a lower max_concurrent_checks";
      case BUG, NAMES_CROWDED -> "look into the log, and try it again";
      default -> of(reason.cause());
    };
  }

  private static String of(Cause cause) {
    return switch (cause) {
      case REFUSED -> "start what should listen there, or correct host and port in its url";
      case UNREACHABLE -> "see that this machine is in that network: «ip route get ADDRESS»";
      case BROKEN -> "look into the service's own log, and at what stands between it and us";
      case PROTOCOL -> "correct its url: something else answers at that port";
      case REDIRECT ->
          "write the address to which it leads into its url, or set follow_redirects: false";
      case BAD_HEADER -> "see what it answers («curl -i URL»), and correct expect.header";
      case BAD_BODY ->
          "see what it answers («curl URL»), and correct expect.body or expect.body_not";
      default -> "look into the log, and try it again";
    };
  }
}
