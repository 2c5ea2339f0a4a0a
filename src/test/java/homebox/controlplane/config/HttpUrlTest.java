package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://box, http://box/",
    "HTTP://Box:80/a#top, http://box/a",
    "https://box:443?x=1, https://box/?x=…",
    "http://my_box:8080/a b, http://my_box:8080/a%20b",
    "http://[::1]:7745/, http://[::1]:7745/",
    "http://bücher.example/ä, http://xn--bcher-kva.example/%C3%A4",
    "http://user:p%40ss@box/x?token=abc&y=2, http://box/x?token=…&y=…",
  })
  void is_read_and_shown_without_its_secrets(String written, String shown) {
    assertThat(HttpUrl.parse(written)).hasToString(shown);
  }

  @Test
  void user_info_is_decoded() {
    assertThat(HttpUrl.parse("http://me:p%40s+s@box/").userInfo().orElseThrow().reveal())
        .isEqualTo("me:p@s+s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "box",
        "ftp://box",
        "http://",
        "http:///x",
        "http://a b/",
        "http://box:0",
        "http://box:99999",
        "http://box:x",
        "http://[::1",
        "http://-/",
        "http://user:secret@"
      })
  void what_is_no_address_is_refused_with_a_cure_and_no_secret(String written) {
    assertThatThrownBy(() -> HttpUrl.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" — ")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "/x, http://box:1/x",
    "x, http://box:1/a/x",
    "../x, http://box:1/x",
    "./, http://box:1/a/",
    "'?q', http://box:1/a/b?q",
    "//other/y, http://other/y",
    "https://other, https://other/",
    "http:/z, http://box:1/z",
    "a/../../../c, http://box:1/c",
    "'', http://box:1/a/b?c=…",
  })
  void a_redirect_is_followed_as_rfc_3986_says(String location, String to) {
    assertThat(HttpUrl.parse("http://box:1/a/b?c=d").resolve(location)).hasToString(to);
  }

  @Test
  void a_redirect_to_another_origin_takes_no_user_info_along() {
    HttpUrl from = HttpUrl.parse("http://me:pw@box/a");
    assertThat(from.resolve("http://box/b").userInfo()).isPresent();
    assertThat(from.resolve("/b").userInfo()).isPresent();
    assertThat(from.resolve("http://box:81/b").userInfo()).isEmpty();
    assertThat(from.resolve("//other/b").userInfo()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x/", "javascript:1", "mailto:a@b"})
  void a_redirect_elsewhere_is_refused(String location) {
    assertThatThrownBy(() -> HttpUrl.parse("http://box/").resolve(location))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
