package homebox.controlplane.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Notes which secrets a value holds, so that the log can blot them out wherever they come up. */
record Secrets(Findings findings) {
  /** Headers that carry one. */
  private static final Pattern SECRET_HEADER =
      Pattern.compile("(?i).*(auth|cookie|token|secret|password|key).*");

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
    } else if (SECRET_HEADER.matcher(name.toString()).matches()) {
      String written = value.toString().strip();
      findings.secret(new Secret(written.substring(written.lastIndexOf(' ') + 1)));
    }
  }
}
