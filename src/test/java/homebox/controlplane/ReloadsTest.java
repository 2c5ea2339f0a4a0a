package homebox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.bus.Address;
import homebox.controlplane.config.Addition;
import homebox.controlplane.config.Addition.Kind;
import homebox.controlplane.config.Additions;
import homebox.controlplane.config.Changes;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.ConfigLoader.Source;
import homebox.controlplane.config.Edit;
import homebox.controlplane.config.EditPlan;
import homebox.controlplane.config.Edited;
import homebox.controlplane.config.Former;
import homebox.controlplane.config.PageSight;
import homebox.controlplane.config.Reading;
import homebox.controlplane.config.Refused;
import homebox.controlplane.config.Revision;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import homebox.controlplane.time.HandPace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One reading after the other, whenever and however often it is asked for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReloadsTest {
  private static final String BOX = "services:\n  - {name: Box, url: \"http://box/\"}\n";
  private static final String NAS = BOX + "  - {name: Nas, url: \"http://nas/\"}\n";

  private static final String BARE = "homebox_url: off\nneron_url: off\n";

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final HandPace pace = new HandPace(Instant.parse("2099-01-01T00:00:00Z"));
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<Refused> refused = new CopyOnWriteArrayList<>();
  private final List<String> kept = new CopyOnWriteArrayList<>();
  private volatile Optional<Promise<Void>> carrying = Optional.empty();
  private volatile Optional<Promise<Void>> keeping = Optional.empty();
  private volatile Optional<Promise<Void>> sharing = Optional.empty();
  private final List<String> shared = new CopyOnWriteArrayList<>();
  private Map<String, String> environment = Map.of();
  private final AtomicInteger looked = new AtomicInteger();
  private volatile Optional<String> trouble = Optional.empty();
  private volatile Settings inForce;
  private Reloads reloads;

  @AfterEach
  void end() {
    vertx.close().await();
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("c.yaml"), text);
  }

  /** Reads what is there. */
  private void create() {
    Address.prepare(vertx);
    Refused.ADDRESS.subscribe(vertx, refused::add);
    var source = new Source(folder, Optional.of(Path.of("c.yaml")), Optional.empty(), environment);
    create(ConfigLoader.read(source));
  }

  private void create(Reading reading) {
    inForce = reading.settings();
    reloads =
        onLoop(() -> Future.succeededFuture(new Reloads(vertx, pace, reading, new Carrier())));
  }

  private final class Carrier implements Reloads.Carrier {
    @Override
    public Future<List<Former>> known(Settings running) {
      looked.incrementAndGet();
      return Future.succeededFuture(running.services().stream().map(Former::of).toList());
    }

    @Override
    public Optional<String> trouble() {
      return trouble;
    }

    @Override
    public Future<Void> share(Reading read) {
      read.source().shared().ifPresent(revision -> shared.add(revision.text()));
      return sharing.map(Promise::future).orElse(Future.succeededFuture());
    }

    @Override
    public Future<Boolean> use(String node) {
      return Future.succeededFuture(node.equals("attic"));
    }

    @Override
    public Future<Void> keep(EditPlan plan, Addition made) {
      kept.add(plan.goes() ? made.id() + " goes" : made.id() + " of version " + made.version());
      return keeping.map(Promise::future).orElse(Future.succeededFuture());
    }

    @Override
    public Future<Void> take(Settings next, Changes changes) {
      taken.add(changes.line());
      inForce = next;
      return carrying.map(Promise::future).orElse(Future.succeededFuture());
    }
  }

  private <T> T onLoop(Supplier<Future<T>> what) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> what.get().onComplete(done));
    try {
      return done.future().await(30, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("it takes more than 30 s", late);
    }
  }

  private void await(String what, BooleanSupplier done) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError("it does not happen: " + what + " " + taken + refused);
      }
      LockSupport.parkNanos(2_000_000);
      onLoop(Future::succeededFuture);
    }
  }

  /** Each second the files are looked at; that has its own time. */
  private void seconds(int count) {
    for (int n = 0; n < count; n++) {
      onLoop(
          () -> {
            pace.advance(Duration.ofSeconds(1));
            return Future.succeededFuture();
          });
      await("the look", () -> onLoop(() -> Future.succeededFuture(pace.pending() > 0)));
    }
  }

  private List<String> ids() {
    return inForce.services().stream().map(ServiceConfig::id).toList();
  }

  @Test
  void a_changed_file_is_taken_in_once() throws Exception {
    write(BOX);
    create();
    onLoop(reloads::start);
    seconds(3);
    write(NAS);
    seconds(2);
    await("it is taken in", () -> taken.size() == 1);
    seconds(5);

    assertThat(taken).containsExactly("1 service added: Nas; 1 service untouched");
    assertThat(ids()).containsExactly("box", "nas");
  }

  @Test
  void a_bad_file_changes_nothing_until_it_is_mended() throws Exception {
    write(BOX);
    create();
    onLoop(reloads::start);
    write("intervall: 5\n" + NAS);
    seconds(2);
    await("it is refused", () -> refused.size() == 1);
    seconds(5);
    assertThat(taken).isEmpty();
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0).faults()).singleElement().asString().contains("intervall");
    write(NAS);
    seconds(2);
    await("it is taken in", () -> taken.size() == 1);
  }

  @Test
  void the_same_mistake_has_the_same_name_and_another_one_another() throws Exception {
    write(BOX);
    create();
    onLoop(reloads::start);
    for (String text : List.of("a: 1\n", "b: 1\n", "a: 1\n")) {
      int before = refused.size();
      write(text);
      seconds(2);
      await("it is refused", () -> refused.size() == before + 1);
    }

    assertThat(refused.get(0).hash()).isEqualTo(refused.get(2).hash());
    assertThat(refused.get(0).hash()).isNotEqualTo(refused.get(1).hash());
  }

  @Test
  void who_asks_is_answered_also_when_nothing_has_changed() throws Exception {
    write(BOX);
    create();
    onLoop(reloads::start);
    reloads.ask("somebody");
    await("the answer", () -> taken.size() == 1);

    assertThat(taken).containsExactly("nothing has changed");
  }

  @Test
  void who_asks_before_the_start_is_answered_after_it() throws Exception {
    write(BOX);
    create();
    reloads.ask("somebody");
    write(NAS);
    onLoop(Future::succeededFuture);
    assertThat(taken).isEmpty();
    onLoop(reloads::start);
    await("the answer", () -> taken.size() == 1);

    assertThat(taken).containsExactly("1 service added: Nas; 1 service untouched");
  }

  @Test
  void who_asks_while_one_is_carried_out_gets_one_more_afterwards() throws Exception {
    write(BOX);
    create();
    onLoop(reloads::start);
    Promise<Void> first = Promise.promise();
    carrying = Optional.of(first);
    reloads.ask("somebody");
    await("the first", () -> taken.size() == 1);
    write(NAS);
    reloads.ask("somebody");
    reloads.ask("somebody");
    onLoop(Future::succeededFuture);
    assertThat(taken).hasSize(1);
    carrying = Optional.empty();
    first.complete();
    await("the second", () -> taken.size() == 2);
    seconds(4);

    assertThat(taken)
        .containsExactly("nothing has changed", "1 service added: Nas; 1 service untouched");
  }

  @Test
  void one_that_fails_is_not_the_last() throws Exception {
    write(BOX);
    create();
    onLoop(reloads::start);
    carrying = Optional.of(Promise.promise());
    carrying.get().fail("a bug");
    reloads.ask("somebody");
    await("the first", () -> taken.size() == 1);
    carrying = Optional.empty();
    reloads.ask("somebody");

    await("the second", () -> taken.size() == 2);
  }

  @Test
  void the_end_waits_for_the_one_that_is_carried_out_and_lets_none_begin() throws Exception {
    write(BOX);
    create();
    onLoop(reloads::start);
    Promise<Void> first = Promise.promise();
    carrying = Optional.of(first);
    reloads.ask("somebody");
    await("the first", () -> taken.size() == 1);
    reloads.ask("somebody");
    Future<Void> stop = reloads.stop();
    onLoop(Future::succeededFuture);
    assertThat(stop.isComplete()).isFalse();
    first.complete();
    await("the end", stop::isComplete);
    reloads.ask("somebody");
    onLoop(Future::succeededFuture);

    assertThat(taken).hasSize(1);
    assertThat(pace.pending()).isZero();
  }

  @Test
  void what_was_added_in_the_page_is_known_when_it_has_joined_and_not_before() throws Exception {
    write(BOX);
    create();
    assertThat(reloads.page()).isEqualTo(PageSight.CLEAR);
    reloads.waitForPage();
    trouble = Optional.of("h.db is locked");
    assertThat(reloads.page()).isEqualTo(PageSight.without(trouble));
    carrying = Optional.of(Promise.promise());
    onLoop(reloads::start);
    reloads.ask("somebody"); // is being taken in while they come
    await("the reading", () -> taken.size() == 1);
    trouble = Optional.empty();
    String entry = "{\"name\": \"Nas\", \"url\": \"http://nas/\"}";
    reloads.addLate(
        new Additions(
            List.of(new Addition(Kind.SERVICE, "nas", 1, entry, "admin", Instant.EPOCH))));
    onLoop(Future::succeededFuture);
    assertThat(reloads.page()).isEqualTo(PageSight.without(Optional.empty()));
    assertThat(onLoop(reloads::inventory).services()).hasSize(1);
    Future<Edited> edit =
        onLoop(
            () ->
                Future.succeededFuture(
                    reloads.edit(Edit.remove(Kind.SERVICE, "nas", Optional.empty(), "admin"))));
    onLoop(Future::succeededFuture); // by now it waits
    Promise<Void> first = carrying.get();
    carrying = Optional.empty();
    loop.runOnContext(now -> first.complete());
    await("they join", () -> reloads.page().known());
    await("the edit that waited for them", edit::isComplete);
    assertThat(edit.result()).isInstanceOf(Edited.Done.class);
    assertThat(onLoop(reloads::inventory).services()).hasSize(1);
  }

  @Test
  void a_service_that_only_has_another_name_keeps_its_id() throws Exception {
    write(BOX);
    create();
    onLoop(reloads::start);
    write(BOX.replace("Box", "Big Box"));
    reloads.ask("somebody");
    await("it is taken in", () -> taken.size() == 1);

    assertThat(ids()).containsExactly("box");
    assertThat(taken).containsExactly("1 service changed: Big Box; 0 services untouched");
  }

  /** With ten thousand services to ask the database for them all is what takes longest. */
  @Test
  void only_who_is_new_is_compared_with_those_of_earlier_times() throws Exception {
    write(BOX);
    create();
    onLoop(reloads::start);
    var entry = new JsonObject().put("name", "Nas").put("url", "http://nas/");
    Edited added = onLoop(() -> reloads.edit(Edit.add(Kind.SERVICE, entry, "admin")));
    assertThat(added).isInstanceOf(Edited.Done.class);
    assertThat(looked).hasValue(1);
    entry.put("name", "Archive");
    onLoop(() -> reloads.edit(Edit.change(Kind.SERVICE, "nas", entry, Optional.empty(), "admin")));
    assertThat(ids()).containsExactly("box", "nas");
    onLoop(() -> reloads.edit(Edit.remove(Kind.SERVICE, "nas", Optional.empty(), "admin")));

    assertThat(ids()).containsExactly("box");
    assertThat(looked).hasValue(1);
    assertThat(kept).hasSize(3);
  }

  /** One of several hosts, by what another one's file says. */
  private void createShared(String text) throws IOException {
    environment =
        Map.of(
            "DATABASE_URL", "jdbc:postgresql://db/cp",
            "CLUSTER_ENABLED", "true",
            "CLUSTER_NODE_NAME", "barn");
    create();
    var source = new Source(folder, Optional.of(Path.of("c.yaml")), Optional.empty(), environment);
    create(ConfigLoader.read(source).by(revision(1, text), List.of()));
    onLoop(reloads::start);
  }

  private static Revision revision(long number, String text) {
    var origin = new Revision.Origin(ZoneId.of("UTC"), "en");
    return new Revision(number, "attic", Instant.EPOCH, text, origin);
  }

  @Test
  void what_holds_for_all_hosts_is_taken_in_once() throws Exception {
    write(BARE + BOX);
    createShared(BARE + BOX);
    reloads.revise(revision(2, BARE + NAS));
    await("it is taken in", () -> taken.size() == 1);
    reloads.revise(revision(2, BARE + NAS));
    reloads.revise(revision(3, "intervall: 1\n"));
    await("it is refused", () -> refused.size() == 1);
    seconds(5);

    assertThat(taken).containsExactly("1 service added: Nas; 1 service untouched");
    assertThat(refused.get(0).faults()).singleElement().asString().contains("the file of attic:1");
  }

  @Test
  void its_own_file_is_told_to_the_others_before_it_holds_here() throws Exception {
    write(BARE + NAS);
    createShared(BARE + BOX);
    Promise<Void> told = Promise.promise();
    sharing = Optional.of(told);
    reloads.ask("somebody");
    await("it is to be told", () -> shared.size() == 1);
    onLoop(Future::succeededFuture);
    assertThat(taken).isEmpty();
    told.complete();
    await("it is taken in", () -> taken.size() == 1);

    assertThat(shared.get(0)).contains("Nas");
    assertThat(ids()).containsExactly("box", "nas");
  }

  @Test
  void who_cannot_be_told_is_told_later() throws Exception {
    write(BARE + NAS);
    createShared(BARE + BOX);
    sharing = Optional.of(Promise.promise());
    sharing.get().fail("the database is away");
    reloads.ask("somebody");
    await("it was tried", () -> shared.size() == 1);
    onLoop(Future::succeededFuture);
    assertThat(taken).isEmpty();
    sharing = Optional.empty();
    await(
        "it is taken in",
        () -> {
          onLoop(
              () -> {
                pace.advance(Duration.ofSeconds(2));
                return Future.succeededFuture();
              });
          return taken.size() == 1;
        });
    assertThat(ids()).containsExactly("box", "nas");
  }
}
