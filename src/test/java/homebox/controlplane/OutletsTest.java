package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.Settings;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.ChatMoves;
import homebox.controlplane.notify.Outlet;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which channels a changed configuration makes anew. */
class OutletsTest {
  private static final String ALL =
      """
      telegram: {bot_token: "1:a", chat_id: 5, api_url: "http://127.0.0.1:1"}
      channels:
        - {name: post, mail: {host: 127.0.0.1, from: a@b.c, to: d@e.f}}
        - {name: work, slack: {webhook_url: "http://127.0.0.1:1/services/secret"}}
        - {name: play, discord: {webhook_url: "http://127.0.0.1:1/webhooks/secret"}}
        - {name: phone, ntfy: {server: "http://127.0.0.1:1", topic: home}}
        - {name: script, webhook: {url: "http://127.0.0.1:1/hook"}}
      """;

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final Pace pace = new VertxPace(vertx);
  private Database database;
  private Outlets outlets;

  @BeforeEach
  void open() {
    database = Database.open(vertx, pace, folder.resolve("history.db")).await();
    outlets = Outlets.open(vertx, pace, new ChatMoves(database)).await();
  }

  @AfterEach
  void close() {
    database.close().await();
    vertx.close().await();
  }

  private Map<String, Channel> of(String yaml) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf/control-plane.yaml"), yaml);
    Settings settings =
        ConfigLoader.load(
            new ConfigLoader.Source(folder, Optional.empty(), Optional.empty(), Map.of()));
    var channels = new LinkedHashMap<String, Channel>();
    for (Outlet outlet : outlets.of(settings)) {
      channels.put(outlet.channel().name(), outlet.channel());
    }
    return channels;
  }

  @Test
  void the_default_channel_comes_first_after_the_log() throws IOException {
    assertThat(of(ALL))
        .containsOnlyKeys("log", "telegram", "post", "work", "play", "phone", "script");
    assertThat(of(ALL).values())
        .extracting(Channel::kind)
        .containsExactly("log", "telegram", "mail", "slack", "discord", "ntfy", "webhook");
  }

  @Test
  void only_a_channel_that_has_changed_is_another_one() throws IOException {
    Map<String, Channel> before = of(ALL);
    Map<String, Channel> after =
        of(
            ALL.replace("chat_id: 5", "chat_id: 5, silent: [INFO]")
                    .replace("topic: home", "topic: house")
                    .replace("to: d@e.f", "to: [d@e.f, g@h.i]")
                + "language: fr\n");

    assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
    after.forEach(
        (name, channel) -> {
          boolean changed = name.equals("phone") || name.equals("post");
          assertThat(channel == before.get(name)).as(name).isNotEqualTo(changed);
        });
  }

  @Test
  void another_kind_of_the_same_name_is_another_channel() throws IOException {
    Channel before = of(ALL).get("work");
    Channel after = of(ALL.replace("work, slack:", "work, discord:")).get("work");

    assertThat(before.kind()).isEqualTo("slack");
    assertThat(after.kind()).isEqualTo("discord");
  }
}
