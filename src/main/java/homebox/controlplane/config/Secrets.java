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
      path(secret.reveal());
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

  /** Of an address that is secret as a whole: a library may quote its path alone. */
  private void path(String written) {
    int at = written.matches("(?i)https?://.*") ? written.indexOf('/', 8) : -1;
    if (at >= 0) {
      findings.secret(new Secret(written.substring(at)));
    }
  }

  /** A header that carries none has an innocent value, which may stand in any line. */
  private void header(Object name, Object value) {
    if (isSecret(name.toString().toLowerCase(Locale.ROOT))) {
      String written = value instanceof Secret secret ? secret.reveal() : value.toString();
      String last = written.strip();
      findings.secret(new Secret(last.substring(last.lastIndexOf(' ') + 1)));
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
