package homebox.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hunter2} is the secret, and no fault repeats it. */
class SecretsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telegram: {bot_token: hunter2}",
        "telegram: {bot_token: [hunter2]}",
        "telegram: hunter2",
        "telegram: {chat_id: '1:hunter2'}",
        "telegram: {'1:hunter2': x}",
        "web: {admin_password: {hunter2,: x}}",
        "web: {admin_password: *hunter2}",
        "web: {admin_password: !hunter2 x}",
        "web: {admin_password: @hunter2}",
        "web: {admin_password: \"hunter2}",
        "web:\n  admin_password: hunter2: x",
        "web:\n  admin_password: 'x'hunter2",
        "database_url: postgres://u:hunter2@h/db",
        "homebox_url: 'http://u:hunter2@'",
        "homebox_url: 'http://h:hunter2/'",
        "services: [{name: A, url: 'hunter2@h'}]",
        "services: [{name: A, url: 'ftp://u:hunter2@h'}]",
        "services: [{name: A, url: 'tcp://u:hunter2@h'}]",
        "services: [{name: A, url: 'http://a', headers: {Authorization: \"hunter2\\nx\"}}]",
        "services: [{name: A, url: 'http://a', headers: {'Bearer hunter2:': x}}]",
        "services: [{name: A, url: 'http://a', auth: {bearer: [hunter2]}}]",
        "services: [{name: A, url: 'http://a', proxy: 'http://u:hunter2@'}]",
        "services: [{name: A, url: 'http://a', token: hunter2}]",
        "channels: [{name: a, slack: {webhook_url: hunter2}}]",
        "alerting: {watchdog_url: hunter2}",
        "check_interval: ${PASSWORD}",
        "hunter2",
        "- hunter2",
      })
  void no_fault_repeats_a_secret(String text) {
    List<String> faults = new Loading(folder).yaml(text).faults(Map.of("PASSWORD", "hunter2"));

    assertThat(faults).isNotEmpty().noneMatch(fault -> fault.contains("hunter2"));
  }

  @Test
  void nor_do_the_faults_of_the_environment() {
    var environment = new HashMap<String, String>();
    for (String name :
        List.of("TELEGRAM_BOT_TOKEN", "TELEGRAM_CHAT_ID", "DATABASE_URL", "TELEGRAM_API_URL")) {
      environment.put(name, "hunter2 hunter2");
    }
    var in = new Loading(folder).file(".env", "hunter2 hunter2\nWEB_API_TOKEN='hunter2\n");

    assertThat(in.faults(environment)).hasSize(6).noneMatch(fault -> fault.contains("hunter2"));
  }

  @Test
  void settings_do_not_show_what_they_hold() {
    Settings settings =
        new Loading(folder)
            .yaml(
                """
                telegram: {bot_token: '1:hunter2', chat_id: 1}
                services:
                  - {name: A, url: 'http://u:hunter2@a/?k=hunter2'}
                  - {name: B, url: 'redis://u:hunter2@b'}
                """)
            .load();

    assertThat(settings.toString()).doesNotContain("hunter2");
  }
}
