package homebox.controlplane.config;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A parsed {@code http(s)} URL. java.net.URI has no host for {@code http://my_box/} and refuses the
 * characters that real redirects carry, so it is read here, by RFC 3986.
 *
 * @param secure https
 * @param host as it is looked up: a name (punycode where needed) or an address without brackets
 * @param port 1–65535, the scheme's own where none is written
 * @param pathAndQuery begins with {@code /}; no fragment
 * @param userInfo {@code user:password}, percent-decoded; a secret
 */
public record HttpUrl(
    boolean secure, String host, int port, String pathAndQuery, Optional<Secret> userInfo) {
  private static final Pattern HOST = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final int SURELY_SHORT = 63;

  /**
   * Reads an absolute URL.
   *
   * @throws IllegalArgumentException says {@code what — how to mend}, and repeats no secret
   */
  public static HttpUrl parse(String text) {
    String trimmed = text.strip();
    int colon = trimmed.indexOf("://");
    String scheme = colon < 0 ? "" : trimmed.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("is no http address — begin it with http:// or https://");
    }
    String rest = trimmed.substring(colon + 3);
    int end = firstOf(rest, "/?#\\");
    return withAuthority(scheme.equals("https"), rest.substring(0, end), path(rest.substring(end)));
  }

  /**
   * The address that a {@code Location} header means, seen from here (RFC 3986 §5.2); user info
   * stays only on the same origin.
   *
   * @throws IllegalArgumentException if it is no http(s) address
   */
  public HttpUrl resolve(String location) {
    String to = location.strip();
    if (to.startsWith("//")) {
      return parse((secure ? "https:" : "http:") + to);
    }
    if (to.matches("(?i)https?:/?[^/].*")) {
      return resolve(
          to.substring(to.indexOf(':') + 1)); // the old form "http:path", as browsers read it
    }
    if (to.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      HttpUrl there = parse(to);
      boolean keep = there.userInfo.isEmpty() && there.origin().equals(origin());
      return keep ? there.with(there.pathAndQuery, userInfo) : there;
    }
    return with(merged(to), userInfo);
  }

  /** Scheme, host and port: what may share headers and secrets. */
  public String origin() {
    return (secure ? "https://" : "http://") + hostHeader();
  }

  /** The value of the {@code Host} header: no port where it is the scheme's own. */
  public String hostHeader() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? 443 : 80) ? name : name + ":" + port;
  }

  /** For people: without user info and with the values of the query blotted out. */
  public String shown() {
    int query = pathAndQuery.indexOf('?');
    String shown =
        query < 0
            ? pathAndQuery
            : pathAndQuery.substring(0, query + 1)
                + withoutValues(pathAndQuery.substring(query + 1));
    return origin() + shown;
  }

  /** No patterns here, as ten thousand addresses are read at a start. */
  private static String withoutValues(String query) {
    var shown = new StringBuilder(query.length());
    boolean value = false;
    for (int i = 0; i < query.length(); i++) {
      char each = query.charAt(i);
      if (value && each != '&') {
        continue;
      }
      value = each == '=';
      if (value) {
        shown.append("=…");
      } else {
        shown.append(each);
      }
    }
    return shown.toString();
  }

  @Override
  public String toString() {
    return shown();
  }

  private static HttpUrl withAuthority(boolean secure, String authority, String path) {
    int at = authority.lastIndexOf('@');
    Optional<Secret> user =
        at < 0 ? Optional.empty() : Optional.of(new Secret(decoded(authority.substring(0, at))));
    String hostPort = authority.substring(at + 1);
    int bracket = hostPort.indexOf(']');
    int colon = hostPort.indexOf(':', Math.max(bracket, 0));
    String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
    String port = colon < 0 ? "" : hostPort.substring(colon + 1);
    return new HttpUrl(secure, host(host), port(port, secure), path, user);
  }

  private static String host(String written) {
    if (written.startsWith("[") && written.endsWith("]") && written.indexOf(':') > 0) {
      return written.substring(1, written.length() - 1);
    }
    if (isPlain(written)) {
      return written;
    }
    String host;
    try {
      host = IDN.toASCII(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException tooLong) {
      throw badHost();
    }
    if (!HOST.matcher(host).matches()) {
      throw badHost();
    }
    return host;
  }

  /** A name in small letters with no sign of anything else: the usual case. */
  private static boolean isPlain(String host) {
    boolean begins = true;
    for (int i = 0; i < host.length(); i++) {
      char each = host.charAt(i);
      boolean letter = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '_';
      if (!letter && (begins || (each != '.' && each != '-'))) {
        return false;
      }
      begins = !letter; // after a dot or a dash
    }
    return !begins && host.length() <= SURELY_SHORT;
  }

  private static IllegalArgumentException badHost() {
    return new IllegalArgumentException(
        "has no usable host name — write it as in http://nas.local:8080/");
  }

  private static int port(String written, boolean secure) {
    if (written.isEmpty()) {
      return secure ? 443 : 80;
    }
    int port = PORT.matcher(written).matches() ? Integer.parseInt(written) : 0;
    if (port < 1 || port > 65_535) {
      // not repeated: it may be the beginning of a password that holds a "/"
      throw new IllegalArgumentException("has an impossible port — give one from 1 to 65535");
    }
    return port;
  }

  /**
   * Path and query without the fragment; what may not stand in a request line is percent-encoded.
   */
  private static String path(String written) {
    int fragment = written.indexOf('#');
    String path = fragment < 0 ? written : written.substring(0, fragment);
    return encoded(path.startsWith("/") ? path : "/" + path);
  }

  private String merged(String to) {
    int fragment = to.indexOf('#');
    String reference = fragment < 0 ? to : to.substring(0, fragment);
    int query = pathAndQuery.indexOf('?');
    String path = query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
    if (reference.isEmpty()) {
      return pathAndQuery;
    }
    if (reference.startsWith("?")) {
      return encoded(path + reference);
    }
    String joined =
        reference.startsWith("/")
            ? reference
            : path.substring(0, path.lastIndexOf('/') + 1) + reference;
    return encoded(withoutDots(joined));
  }

  /** RFC 3986 §5.2.4. */
  private static String withoutDots(String pathAndQuery) {
    int query = firstOf(pathAndQuery, "?");
    var kept = new ArrayDeque<String>();
    var segments = Arrays.asList(pathAndQuery.substring(0, query).substring(1).split("/", -1));
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean dots = segment.equals(".") || segment.equals("..");
      if (segment.equals("..")) {
        kept.pollLast();
      }
      if (!dots) {
        kept.addLast(segment);
      } else if (i == segments.size() - 1) {
        kept.addLast("");
      }
    }
    return kept.stream().collect(Collectors.joining("/", "/", "")) + pathAndQuery.substring(query);
  }

  private HttpUrl with(String pathAndQuery, Optional<Secret> userInfo) {
    return new HttpUrl(secure, host, port, pathAndQuery, userInfo);
  }

  private static String encoded(String path) {
    var out = new StringBuilder(path.length());
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = each > 0x20 && each < 0x7f && "\"<>\\^`{|}".indexOf(each) < 0;
      if (plain) {
        out.append((char) each);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", each));
      }
    }
    return out.toString();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEscape) {
      return text;
    }
  }

  private static int firstOf(String text, String marks) {
    for (int i = 0; i < text.length(); i++) {
      if (marks.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
