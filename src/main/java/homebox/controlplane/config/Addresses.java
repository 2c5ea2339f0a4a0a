package homebox.controlplane.config;

/** Types of values that name something in a network; none repeats its value in a fault. */
final class Addresses {
  private static final String HOST_PORT = "(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):[0-9]{1,5}";

  private Addresses() {}

  /** {@code http://…} or {@code https://…}. */
  static Word<HttpUrl> http() {
    return new Word<>("an address such as http://nas.local:8080/", true, HttpUrl::parse);
  }

  /** Likewise, and secret as a whole: it holds a token. */
  static Word<Secret> secretHttp() {
    return new Word<>("an address such as https://…", true, Addresses::secretUrl);
  }

  /** {@code host:port}, or an http address. */
  static Word<HttpUrl> hostPortOrHttp() {
    return new Word<>(
        "host:port or an address such as https://example.org/",
        true,
        text -> {
          boolean http = text.strip().matches("(?i)https?://.*");
          boolean url = http || !text.strip().matches(HOST_PORT);
          return HttpUrl.parse(url ? text : "http://" + text.strip());
        });
  }

  /** A proxy, or the word {@code environment}, which lets HTTP_PROXY count. */
  static Word<String> proxy() {
    return new Word<>(
        "a proxy such as http://proxy:3128 or socks5://proxy:1080, environment, or off",
        true,
        text -> {
          String plain = text.strip();
          if (!plain.equals("environment") && !plain.equals("off")) {
            Proxy.parse(plain);
          }
          return plain;
        });
  }

  /** A host's name or address. */
  static Word<String> host() {
    return Words.like(
        "[\\p{L}\\p{N}_.-]{1,253}|\\[?[0-9A-Fa-f:.%a-z]{2,60}]?", "a host", "127.0.0.1");
  }

  /** An address or a network, as in {@code 10.0.0.0/8}. */
  static Word<Network> network() {
    return Word.of("a network such as 10.0.0.0/8", text -> Network.parse(text.strip()));
  }

  /** {@code jdbc:postgresql://…}; it may hold a password. */
  static Word<Secret> database() {
    return Words.like(
            "jdbc:postgresql://[^\\s/]+/[^\\s?]+(\\?\\S*)?",
            "a database address",
            "jdbc:postgresql://db.local/control_plane")
        .quietly()
        .map(Secret::new);
  }

  /** A mailbox. */
  static Word<String> mailbox() {
    return Words.like(
        "[^@<>]*<[^@\\s<>]+@[^@\\s<>]+>|[^@\\s<>]+@[^@\\s<>]+", "a mail address", "me@example.org");
  }

  private static Secret secretUrl(String text) {
    HttpUrl.parse(text);
    return new Secret(text.strip());
  }
}
