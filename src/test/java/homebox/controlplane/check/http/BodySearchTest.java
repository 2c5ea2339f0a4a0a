package homebox.controlplane.check.http;

import static homebox.controlplane.check.http.Asking.regex;
import static homebox.controlplane.check.http.Asking.text;
import static homebox.controlplane.testkit.Manner.ok;
import static homebox.controlplane.testkit.Manner.response;
import static homebox.controlplane.testkit.Manner.says;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Failure;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Reason;
import homebox.controlplane.testkit.HostileServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BodySearchTest {
  private static final String LONG = "line of text\n".repeat(20_000);

  /** Java remembers the dead ends of (a+)+, but not these: some n to the seventh steps. */
  private static final String ENTANGLED = "a*a*a*a*a*a*=";

  private static final String BOMB = "a".repeat(2_000);
  private static ProbeDesk desk;

  @BeforeAll
  static void open() {
    desk = ProbeDesk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  private static Asking ask(HostileServer server) {
    return desk.ask(server.url("/")).timeout(3000);
  }

  @Test
  void every_text_must_be_found_and_none_of_the_others() {
    try (var server = HostileServer.plain(ok("status: green, 3 disks"))) {
      assertThat(ask(server).body(text("green"), regex("\\d+ disks")).outcome())
          .isInstanceOf(Outcome.Good.class);
      assertThat(ask(server).body(text("green"), text("blue")).failure().sentence())
          .isEqualTo("The answer does not contain \"blue\".");
      assertThat(ask(server).bodyNot(text("blue"), regex("^status")).failure().sentence())
          .isEqualTo("The answer contains /^status/.");
    }
  }

  @Test
  void a_long_body_is_searched_to_its_last_byte_and_no_further_than_max_body() {
    try (var server = HostileServer.plain(ok(LONG + "the end"))) {
      assertThat(ask(server).body(text("the end"), regex("the end$")).outcome())
          .isInstanceOf(Outcome.Good.class);
      assertThat(ask(server).maxBody(LONG.length()).body(text("the end")).failure().reason())
          .isEqualTo(Reason.BODY_LACKS);
    }
  }

  @Test
  void the_charset_is_the_one_that_was_told() {
    byte[] latin =
        response("200 OK", "Content-Type: text/plain; charset=\"iso-8859-1\"\r\n", "x")
            .replace("Content-Length: 1\r\n", "")
            .replace("\r\n\r\nx", "\r\n\r\n\u00e9t\u00e9")
            .getBytes(StandardCharsets.ISO_8859_1);
    try (var server = HostileServer.plain(says(latin));
        var odd =
            HostileServer.plain(
                says(response("200 OK", "Content-Type: a/b; charset=no-such\r\n", "\u00e9")))) {
      assertThat(ask(server).body(text("\u00e9t\u00e9")).outcome())
          .isInstanceOf(Outcome.Good.class);
      assertThat(ask(odd).body(text("\u00e9")).outcome()).isInstanceOf(Outcome.Good.class);
    }
  }

  @Test
  void a_pattern_that_runs_away_is_stopped_and_holds_nobody_up() {
    try (var bomb = HostileServer.plain(ok(BOMB));
        var server = HostileServer.plain(ok("hello"))) {
      List<CompletableFuture<Answer>> bombs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        bombs.add(ask(bomb).body(regex(ENTANGLED)).start());
      }
      Outcome beside = ask(server).body(regex("h.*o")).slowAfter(700).outcome();
      assertThat(beside).isInstanceOf(Outcome.Good.class);
      for (CompletableFuture<Answer> each : bombs) {
        Outcome outcome = each.join().outcome();
        Failure failure = ((Outcome.Failed) outcome).failure();
        assertThat(failure.sentence())
            .isEqualTo("Searching the answer for /" + ENTANGLED + "/ takes too long.");
        assertThat(outcome.took().toMillis()).as("the search is our time").isLessThan(700);
      }
    }
  }

  @Test
  void a_search_that_does_not_end_within_the_timeout_is_told() {
    try (var bomb = HostileServer.plain(ok(BOMB))) {
      assertThat(ask(bomb).timeout(300).body(regex(ENTANGLED)).failure().sentence())
          .isEqualTo("The answer came, but could not be searched within 300 ms.");
    }
  }

  @Test
  void a_pattern_that_eats_the_stack_is_an_answer_too() {
    try (var server = HostileServer.plain(ok("ab".repeat(15_000)));
        var large = HostileServer.plain(ok("ab".repeat(100_000)))) {
      for (HostileServer each : List.of(server, large)) {
        assertThat(ask(each).body(regex("(a|b|c)*x")).failure().reason())
            .isIn(Reason.BODY_PATTERN_DEEP, Reason.BODY_PATTERN_SLOW);
      }
    }
  }

  @Test
  void headers_are_held_against_what_is_expected() {
    String head = "X-State: green\r\nX-State: ready\r\n";
    try (var server = HostileServer.plain(says(response("200 OK", head, "")))) {
      assertThat(ask(server).header("x-state", text("ready")).outcome())
          .isInstanceOf(Outcome.Good.class);
      assertThat(ask(server).header("X-State", regex("^gr")).outcome())
          .isInstanceOf(Outcome.Good.class);
      assertThat(ask(server).header("X-State", text("red")).failure().sentence())
          .isEqualTo("The header X-State does not contain \"red\".");
      assertThat(ask(server).header("X-Other", text("red")).failure().sentence())
          .isEqualTo("The header X-Other is missing.");
    }
  }

  @Test
  void a_status_may_be_any_that_is_expected() {
    try (var server = HostileServer.plain(says(response("401 No", "", "")))) {
      assertThat(ask(server).status(401, 401).outcome()).isInstanceOf(Outcome.Good.class);
      assertThat(ask(server).failure().sentence()).isEqualTo("The status is 401, expected is 2xx.");
    }
  }
}
