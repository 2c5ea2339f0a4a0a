package homebox.controlplane.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Notes which secrets a value holds, so that the log can blot them out wherever they come up. */
record Secrets(Findings findings) {
  /** Headers that carry one. */
  private static final List<String> SECRET_HEADERS =
      List.of("auth", "cookie", "token", "secret", "password", "key");

  void note(Object value) {
    if (value instanceof Secret secret) {
      findings.secret(secret);
    } else if (value instanceof Optional<?> maybe) {
      maybe.ifPresent(this::note);
    } else if (value instanceof HttpUrl url) {
      url.userInfo().ifPresent(this::user);
    } else if (value instanceof Target target) {
      target.http().ifPresent(this::note);
    } else if (value instanceof Map<?, ?> headers) {
      headers.forEach(this::header);
    }
  }

  private void user(Secret userInfo) {
    String written = userInfo.reveal();
    findings.secret(userInfo);
    findings.secret(new Secret(written.substring(written.indexOf(':') + 1)));
  }

  private void header(Object name, Object value) {
    if (value instanceof Secret secret) {
      findings.secret(secret);
    } else if (isSecret(name.toString().toLowerCase(Locale.ROOT))) {
      String written = value.toString().strip();
      findings.secret(new Secret(written.substring(written.lastIndexOf(' ') + 1)));
    }
  }

  private static boolean isSecret(String header) {
    for (String word : SECRET_HEADERS) {
      if (header.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
