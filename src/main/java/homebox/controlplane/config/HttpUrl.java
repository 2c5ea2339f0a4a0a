package homebox.controlplane.config;

import java.util.Optional;

/**
 * A parsed {@code http(s)} URL. java.net.URI has no host for {@code http://my_box/} and refuses the
 * characters that real redirects carry, so it is read here.
 *
 * @param secure https
 * @param host as it is looked up: a name (punycode where needed) or an address without brackets
 * @param port 1–65535, the scheme's own where none is written
 * @param pathAndQuery begins with {@code /}; no fragment
 * @param userInfo {@code user:password}, percent-decoded; a secret
 */
public record HttpUrl(
    boolean secure, String host, int port, String pathAndQuery, Optional<Secret> userInfo) {}
