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
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
    Consumer<Resolver.Found> leaves = found -> told.incrementAndGet();
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
      Answer answer = desk.ask("http://both.test:" + deaf.port()).timeout(10_000).answer();
      assertThat(answer.outcome()).isInstanceOf(Outcome.Good.class);
      assertThat(answer.evidence().remote()).contains("127.0.0.2:" + server.port());
      assertThat(answer.evidence().phases().connect().toMillis()).isGreaterThanOrEqualTo(240);
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

  /** Names that begin with "hang" are answered when somebody lets them go; others at once. */
  private static final class Hanging implements Resolver.Lookup {
    private final Queue<String> begun = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch go = new CountDownLatch(1);
    private volatile boolean found = true;

    @Override
    public InetAddress[] all(String name) throws UnknownHostException {
      if (name.startsWith("hang")) {
        CountDownLatch mine = go;
        begun.add(name);
        await(mine);
        if (!found) {
          throw new UnknownHostException(name);
        }
      }
      return new InetAddress[] {v4(name)};
    }

    /** Waits until so many hang. */
    List<String> hang(int count) {
      ProbeDesk.until(() -> begun.size() >= count);
      return List.copyOf(begun);
    }

    void letGo() {
      go.countDown();
    }

    void hangAgain() {
      begun.clear();
      go = new CountDownLatch(1);
    }
  }

  private static List<String> hangers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "hang" + i).toList();
  }

  private static CompletableFuture<Resolver.Found> ask(Resolver resolver, String name) {
    var found = new CompletableFuture<Resolver.Found>();
    resolver.ask(name, found::complete);
    return found;
  }

  private static void healthy(Resolver resolver, HandPace pace, Duration within) throws Exception {
    var found = ask(resolver, "box");
    pace.advance(within);
    assertThat(found.get(5, TimeUnit.SECONDS).addresses()).hasSize(1);
  }

  /** Sixty are asked for and given up after three seconds; those begun end after ten. */
  private static List<String> round(
      Resolver resolver, HandPace pace, Hanging names, Duration healthyWithin, int begun)
      throws Exception {
    Consumer<Resolver.Found> then = found -> {};
    hangers(60).forEach(name -> resolver.ask(name, then));
    healthy(resolver, pace, healthyWithin);
    pace.advance(Duration.ofSeconds(3).minus(healthyWithin));
    List<String> looked = names.hang(begun);
    hangers(60).forEach(name -> resolver.forget(name, then));
    pace.advance(Duration.ofSeconds(7));
    names.letGo();
    ProbeDesk.until(() -> looked.stream().noneMatch(name -> resolver.kept(name).isEmpty()));
    assertThat(names.hang(begun)).as("whom nobody wants is not looked up").hasSize(begun);
    pace.advance(Duration.ofSeconds(20));
    assertThat(pace.pending()).isZero();
    names.hangAgain();
    return looked;
  }

  @Test
  void sixty_names_that_hang_do_not_keep_a_healthy_one_waiting() throws Exception {
    var names = new Hanging();
    var pace = new HandPace(Instant.EPOCH);
    var resolver = new Resolver(pace, names);
    round(resolver, pace, names, Duration.ofSeconds(2), 60);
    var tried = new HashSet<String>();
    for (int later = 0; later < 3; later++) {
      tried.addAll(round(resolver, pace, names, Duration.ZERO, 32));
    }
    assertThat(tried).as("each suspect has its turn").hasSize(60);
    resolver.close();
  }

  @Test
  void names_that_failed_late_share_half_the_threads_until_they_succeed() throws Exception {
    var names = new Hanging();
    var pace = new HandPace(Instant.EPOCH);
    var resolver = new Resolver(pace, names);
    names.found = false;
    failLate(resolver, pace, names);
    names.found = true;
    var again = hangers(24).stream().map(name -> ask(resolver, name)).toList();
    assertThat(names.hang(12)).hasSize(12);
    healthy(resolver, pace, Duration.ZERO);
    assertThat(names.hang(12)).hasSize(12);
    names.letGo();
    for (var each : again) {
      assertThat(each.get(5, TimeUnit.SECONDS).addresses()).hasSize(1);
    }
    names.hangAgain();
    hangers(24).forEach(name -> ask(resolver, name));
    assertThat(names.hang(24)).hasSize(24);
    names.letGo();
    resolver.close();
  }

  private static void failLate(Resolver resolver, HandPace pace, Hanging names) throws Exception {
    var asked = hangers(24).stream().map(name -> ask(resolver, name)).toList();
    names.hang(24);
    pace.advance(Duration.ofSeconds(10));
    names.letGo();
    for (var each : asked) {
      assertThat(each.get(5, TimeUnit.SECONDS).trouble()).contains(Reason.UNKNOWN_HOST);
    }
    names.hangAgain();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
