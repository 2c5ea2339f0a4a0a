package homebox.controlplane.check;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.alert.Answers;
import homebox.controlplane.bus.Address;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Timing;
import homebox.controlplane.time.VertxPace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that answer at once, letter by letter, asked once each with their retries. */
class InquiryTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  @BeforeEach
  void prepare() {
    Address.prepare(vertx);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private static ServiceConfig service(String id) {
    ServiceConfig slowly = CheckLoopTest.service(id, Duration.ofMinutes(5), 2, 1);
    Timing timing =
        new Timing(
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            2,
            Duration.ZERO,
            1);
    return new ServiceConfig(slowly.label(), true, true, timing, slowly.ask());
  }

  /** Each look answers with the next letter, after a turn of the loop. */
  private Probe answering(String letters) {
    var asked = new AtomicInteger();
    return () -> {
      mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      char letter = letters.charAt(Math.min(asked.getAndIncrement(), letters.length() - 1));
      Future<Answer> answer =
          vertx
              .executeBlocking(() -> Answers.of(letter))
              .onComplete(done -> open.decrementAndGet());
      return new Probe.Look() {
        @Override
        public Future<Answer> answer() {
          return answer;
        }

        @Override
        public void abandon() {
          throw new AssertionError("nobody is abandoned");
        }
      };
    };
  }

  private List<Finding> ask(int places, List<ServiceConfig> services, String letters)
      throws TimeoutException {
    var heard = new ConcurrentLinkedQueue<Finding>();
    var inquiry = new Inquiry(vertx, new VertxPace(vertx), places, service -> answering(letters));
    List<Finding> found = inquiry.ask(services, heard::add).await(60, TimeUnit.SECONDS);
    assertThat(heard).containsExactlyInAnyOrderElementsOf(found);
    return found;
  }

  /** The strings of design.md §7 with 2 retries. */
  @ParameterizedTest
  @CsvSource({
    "g, UP, 1",
    "fg, UP, 2",
    "ffg, UP, 3",
    "fff, DOWN, 3",
    "ssf, SLOW, 3",
    "ssg, UP, 3",
    "fsf, SLOW, 3",
    "sss, SLOW, 3"
  })
  void the_retries_decide(String letters, Level level, int asked) throws TimeoutException {
    Finding finding = ask(512, List.of(service("box")), letters).get(0);
    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.asked()).isEqualTo(asked);
  }

  @Test
  void all_are_found_in_their_order_and_no_more_are_asked_at_once_than_may_be()
      throws TimeoutException {
    var services = new ArrayList<ServiceConfig>();
    IntStream.range(0, 200).forEach(n -> services.add(service("s" + n)));
    List<Finding> found = ask(8, services, "fg");
    assertThat(found).extracting(Finding::service).containsExactlyElementsOf(services);
    assertThat(found).allMatch(finding -> finding.level() == Level.UP);
    assertThat(mostOpen.get()).isBetween(1, 8);
  }

  @Test
  void nobody_is_asked_when_there_is_nobody() throws TimeoutException {
    assertThat(ask(512, List.of(), "g")).isEmpty();
  }
}
