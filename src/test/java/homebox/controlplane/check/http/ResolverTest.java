package homebox.controlplane.check.http;

import static homebox.controlplane.testkit.Manner.ok;
import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Answer;
import homebox.controlplane.check.Outcome;
import homebox.controlplane.check.Reason;
import homebox.controlplane.testkit.DeafPort;
import homebox.controlplane.testkit.HostileServer;
import homebox.controlplane.time.HandPace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResolverTest {
  private static InetAddress v4(String name) throws UnknownHostException {
    return InetAddress.getByAddress(name, ProbeDesk.LOOPBACK);
  }

  private static InetAddress v6(String name) throws UnknownHostException {
    return InetAddress.getByAddress(name, InetAddress.getByName("::1").getAddress());
  }

  /** Nothing routes there (RFC 6666), or it is refused: dead either way. */
  private static InetAddress nowhere(String name) throws UnknownHostException {
    return InetAddress.getByAddress(name, InetAddress.getByName("100::1").getAddress());
  }

  @Test
  void many_who_ask_at_once_share_one_look_up_and_its_answer_is_kept_for_five_seconds()
      throws Exception {
    var asked = new AtomicInteger();
    var go = new CountDownLatch(1);
    var pace = new HandPace(Instant.EPOCH);
    var resolver =
        new Resolver(
            pace,
            name -> {
              asked.incrementAndGet();
              await(go);
              return new InetAddress[] {v4(name)};
            });
    List<CompletableFuture<Resolver.Found>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      var found = new CompletableFuture<Resolver.Found>();
      all.add(found);
      resolver.ask("box", found::complete);
    }
    go.countDown();
    for (var each : all) {
      assertThat(each.get().addresses()).hasSize(1);
    }
    assertThat(asked).hasValue(1);
    assertThat(resolver.kept("box")).hasSize(1);
    pace.advance(Duration.ofSeconds(5));
    assertThat(resolver.kept("box")).isEmpty();
    resolver.close();
  }

  @Test
  void a_failure_is_not_kept_and_who_has_gone_is_not_told() throws Exception {
    var go = new CountDownLatch(1);
    var resolver =
        new Resolver(
            new HandPace(Instant.EPOCH),
            name -> {
              await(go);
              throw new UnknownHostException(name);
            });
    var stays = new CompletableFuture<Resolver.Found>();
    var told = new AtomicInteger();
    java.util.function.Consumer<Resolver.Found> leaves = found -> told.incrementAndGet();
    resolver.ask("box", leaves);
    resolver.ask("box", stays::complete);
    resolver.forget("box", leaves);
    go.countDown();
    assertThat(stays.get().trouble()).contains(Reason.UNKNOWN_HOST);
    assertThat(told).hasValue(0);
    assertThat(resolver.kept("box")).isEmpty();
    resolver.close();
  }

  @Test
  void a_look_up_that_hangs_is_told_in_time() {
    var go = new CountDownLatch(1);
    try (var desk =
        ProbeDesk.looking(
            name -> {
              await(go);
              return new InetAddress[] {v4(name)};
            })) {
      assertThat(desk.ask("http://slow.test/").timeout(300).failure().sentence())
          .isEqualTo("The name slow.test could not be looked up within 300 ms.");
      go.countDown();
    }
  }

  @Test
  void a_silent_name_server_is_told_apart_from_an_unknown_name() {
    try (var desk =
        ProbeDesk.looking(
            name -> {
              throw new UnknownHostException(
                  name + (name.startsWith("a") ? ": Temporary failure in name resolution" : ""));
            })) {
      assertThat(desk.ask("http://a.test/").failure().reason())
          .isEqualTo(Reason.NAME_SERVER_SILENT);
      assertThat(desk.ask("http://b.test/").failure().reason()).isEqualTo(Reason.UNKNOWN_HOST);
    }
  }

  @Test
  void addresses_take_turns_by_family() throws Exception {
    var url = homebox.controlplane.config.HttpUrl.parse("http://box:1");
    var mixed = List.of(v4("box"), v4("box"), v4("box"), v6("box"), v6("box"));
    assertThat(Target.of(mixed, url, true))
        .extracting(Target::v6)
        .containsExactly(true, false, true, false, false);
    assertThat(Target.of(mixed, url, false))
        .extracting(Target::v6)
        .containsExactly(false, true, false, true, false);
  }

  @Test
  void a_dead_address_beside_a_live_one_does_no_harm() {
    try (var server = HostileServer.plain(ok("hello"));
        var desk =
            ProbeDesk.looking(name -> new InetAddress[] {v4(name), v6(name), nowhere(name)})) {
      Answer answer = desk.ask("http://both.test:" + server.port()).answer();
      assertThat(answer.outcome()).isInstanceOf(Outcome.Good.class);
      assertThat(answer.evidence().remote()).contains("127.0.0.1:" + server.port());
    }
  }

  @Test
  void a_silent_address_delays_the_next_by_a_quarter_of_a_second() throws IOException {
    try (var deaf = new DeafPort();
        var server = HostileServer.on("127.0.0.2", deaf.port(), ok("hello"));
        var desk =
            ProbeDesk.looking(
                name ->
                    new InetAddress[] {
                      v4(name), InetAddress.getByAddress(name, new byte[] {127, 0, 0, 2})
                    })) {
      Answer answer = desk.ask("http://both.test:" + deaf.port()).answer();
      assertThat(answer.outcome()).isInstanceOf(Outcome.Good.class);
      assertThat(answer.evidence().remote()).contains("127.0.0.2:" + server.port());
      assertThat(answer.evidence().phases().connect().toMillis()).isBetween(240L, 600L);
    }
  }

  @Test
  void when_all_are_dead_the_one_that_says_most_is_told() throws IOException {
    int port;
    try (var once = new ServerSocket(0)) {
      port = once.getLocalPort();
    }
    try (var desk = ProbeDesk.looking(name -> new InetAddress[] {v4(name), v6(name)})) {
      assertThat(desk.ask("http://dead.test:" + port).failure().sentence())
          .isEqualTo("Nobody listens at dead.test:" + port + ".");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
