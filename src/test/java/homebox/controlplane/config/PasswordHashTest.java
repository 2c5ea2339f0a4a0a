package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
  @Test
  void a_hash_knows_its_password_and_no_other_and_is_read_again() {
    PasswordHash made = PasswordHash.of("sécret");
    assertThat(made.text()).matches("pbkdf2-sha512:210000:[\\w-]{22}:[\\w-]{43}");
    PasswordHash read = PasswordHash.from(new Secret(made.text()));
    assertThat(read.matches("sécret")).isTrue();
    assertThat(read.matches("secret")).isFalse();
    assertThat(read.matches(made.text())).isFalse();
    assertThat(made.toString()).isEqualTo("***");
  }

  /**
   * As another program computes it: hashlib.pbkdf2_hmac("sha512", b"word", bytes(16), 100000, 32).
   */
  @Test
  void it_is_what_others_compute() {
    String text =
        "pbkdf2-sha512:100000:AAAAAAAAAAAAAAAAAAAAAA:4gq5zdJBAU5HNkJgoOFyzM_GgIVpIMeReTy_t_XLti4";
    assertThat(PasswordHash.parse(text).matches("word")).isTrue();
    assertThat(PasswordHash.parse(text).text()).isEqualTo(text);
  }

  @Test
  void what_is_no_whole_hash_is_a_fault_and_not_a_password() {
    for (String bad :
        new String[] {
          "pbkdf2-sha512:210000:short:x", "pbkdf2-sha512:1:AAAAAAAAAAAAAAAAAAAAAA:" + "A".repeat(43)
        }) {
      assertThatThrownBy(() -> PasswordHash.checked(new Secret(bad)))
          .hasMessageContaining("hash-password")
          .hasMessageNotContaining("AAAA");
    }
    assertThat(PasswordHash.checked(new Secret("pbkdf2"))).isEqualTo(new Secret("pbkdf2"));
  }
}
