package homebox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import homebox.controlplane.config.Secret;
import homebox.controlplane.config.Settings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the file, and how much of it. */
class LogsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("homebox.controlplane.Some");
  private Instant now = NOON;

  @BeforeEach
  void start() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  private void configure(String level, boolean json, String... secrets) {
    Set<Secret> hidden = Stream.of(secrets).map(Secret::new).collect(Collectors.toSet());
    Logs.configure(context, new Settings.Log(level, Optional.of(file()), json, hidden));
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAppender(root.iteratorForAppenders().next()); // the console's
  }

  private Path file() {
    return folder.resolve("logs/control-plane.log");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private void say(Level level, String text, Throwable cause) {
    var event = new LoggingEvent("", log, level, text, cause, null);
    event.setInstant(now);
    log.callAppenders(event);
  }

  private void warn(String text) {
    say(Level.WARN, text, null);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private List<String> texts() {
    return lines().stream().map(line -> line.substring(30)).toList();
  }

  @Test
  void text_has_a_time_a_level_and_the_message() {
    configure("INFO", false);
    log.info("{} is DOWN", "box");
    log.debug("not this");
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}\\.[0-9]{3} INFO  box is DOWN");
  }

  @Test
  void json_is_one_object_a_line_exceptions_and_line_breaks_and_all() {
    configure("DEBUG", true, "a \"quoted\" secret");
    log.info("box says \"{}\"\n\tand more", "\u0000é😀\u2028");
    log.error("broken", new IllegalStateException("outer", new IOException("a \"quoted\" secret")));
    log.debug("each check");

    List<JsonObject> objects = lines().stream().map(JsonObject::new).toList();
    assertThat(objects)
        .extracting(o -> o.getString("level"))
        .containsExactly("INFO", "ERROR", "DEBUG");
    assertThat(objects.get(0).getString("formattedMessage"))
        .isEqualTo("box says \"\u0000é😀\u2028\"\n\tand more");
    JsonObject thrown = objects.get(1).getJsonObject("throwable");
    assertThat(thrown.getString("message")).isEqualTo("outer");
    assertThat(thrown.getJsonObject("cause").getString("message")).isEqualTo("…");
    assertThat(objects).allMatch(o -> o.getLong("timestamp") > 0);
  }

  @Test
  void no_secret_stands_in_a_message_an_argument_or_an_exception() {
    configure("INFO", false, "hunter2hunter2");
    log.info("one hunter2hunter2 {}", new Secret("hunter2hunter2").reveal());
    log.error("two", new IOException("GET /bot12:abc/sendMessage hunter2hunter2"));
    assertThat(String.join("\n", lines()))
        .contains("one … …", "GET /bot…/sendMessage …", "at homebox.controlplane")
        .doesNotContain("hunter2", "bot12");
  }

  @Test
  void a_secret_that_is_learnt_later_is_hidden_too() {
    configure("INFO", false);
    Logs.hide(
        context,
        new Settings.Log("INFO", Optional.empty(), false, Set.of(new Secret("from-a-reload"))));
    log.info("it is from-a-reload");
    assertThat(texts()).containsExactly("it is …");
  }

  @Test
  void a_failure_is_said_once_until_there_is_good_news_or_an_hour_is_over() {
    configure("INFO", false);
    warn("the disk is full");
    warn("the disk is full");
    warn("the file is locked");
    warn("the disk is full");
    say(Level.INFO, "it works again", null);
    warn("the disk is full");
    now = NOON.plus(Duration.ofMinutes(59));
    warn("the disk is full");
    now = NOON.plus(Duration.ofMinutes(61));
    warn("the disk is full");
    assertThat(texts())
        .containsExactly(
            "the disk is full",
            "the file is locked",
            "it works again",
            "the disk is full",
            "the disk is full");
  }

  @Test
  void news_are_said_as_often_as_they_come() {
    configure("INFO", false);
    log.info("box is UP");
    log.info("box is UP");
    assertThat(texts()).hasSize(2);
  }

  @Test
  void the_file_is_turned_over_and_no_more_than_five_old_ones_are_kept() throws Exception {
    configure("INFO", false);
    Path oldest = folder.resolve("logs/control-plane.log.5.gz");
    Instant first = null;
    int turns = 0;
    for (int i = 0; turns < 2; i++) {
      log.info("{} {}", i, "0123456789".repeat(10_000));
      if (Files.exists(oldest) && !Files.getLastModifiedTime(oldest).toInstant().equals(first)) {
        first = Files.getLastModifiedTime(oldest).toInstant();
        turns++;
      }
    }
    context.stop();
    try (Stream<Path> files = Files.list(file().getParent())) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .contains("control-plane.log", "control-plane.log.1.gz", "control-plane.log.5.gz")
          .hasSizeLessThanOrEqualTo(6);
    }
  }
}
