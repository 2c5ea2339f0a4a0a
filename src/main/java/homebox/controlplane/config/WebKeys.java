package homebox.controlplane.config;

import java.util.List;

/** The keys of {@code web}. */
final class WebKeys {
  static final Key<Boolean> ENABLED = Key.of("enabled", Words.truth()).or("true").restart().used();
  static final Key<String> HOST =
      Key.of("host", Addresses.host()).or("127.0.0.1").named("WEB_HOST").restart().used();
  static final Key<Integer> PORT =
      Key.of("port", Words.whole(0, 65_535)).or("8080").named("WEB_PORT").restart().used();
  static final Key<String> TITLE =
      Key.of("title", Words.line(100)).or("Homebox Control Plane").used();
  static final Key<HttpUrl> BASE_URL = Key.of("base_url", Addresses.http()).used();

  static final Key<List<Network>> TRUSTED_PROXIES =
      Key.of("trusted_proxies", new ListOf<>(Addresses.network())).used();
  static final Key<Secret> ADMIN_PASSWORD =
      Key.of("admin_password", Words.secret().map(PasswordHash::checked))
          .named("WEB_ADMIN_PASSWORD")
          .secret()
          .used();
  static final Key<Secret> API_TOKEN =
      Key.of("api_token", Words.secret()).named("WEB_API_TOKEN").secret().used();
  static final Key<Boolean> PUBLIC = Key.of("public", Words.truth()).or("true").used();
  static final Key<Boolean> PUBLIC_DETAILS =
      Key.of("public_details", Words.truth()).or("false").used();
  static final Key<String> METRICS =
      Key.of("metrics", Words.choice("true", "token", "off", "false")).or("true").used();

  static final Table TABLE =
      Table.of(
          ENABLED,
          HOST,
          PORT,
          TITLE,
          BASE_URL,
          TRUSTED_PROXIES,
          ADMIN_PASSWORD,
          API_TOKEN,
          PUBLIC,
          PUBLIC_DETAILS,
          METRICS);

  private WebKeys() {}
}
