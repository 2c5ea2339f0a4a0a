package homebox.controlplane.alert;

import homebox.controlplane.alert.Obeyed.Done;
import homebox.controlplane.alert.Obeyed.Refused;
import homebox.controlplane.alert.Obeyed.Why;
import homebox.controlplane.alert.Order.CancelWork;
import homebox.controlplane.alert.Order.OfWork;
import homebox.controlplane.alert.Order.PlanWork;
import homebox.controlplane.alert.WorkStore.Kept;
import homebox.controlplane.config.Maintenance;
import homebox.controlplane.config.Maintenance.Once;
import homebox.controlplane.config.MaintenanceForm;
import homebox.controlplane.store.Database;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work that is planned in the file, and what people plan besides. Belongs to one context. */
final class Works {
  private static final Logger log = LoggerFactory.getLogger(Works.class);

  /** As many may be planned besides those of the file. */
  static final int MOST = 500;

  /** What the ids of those of the file begin with: their place in it follows. */
  static final String OF_FILE = "file-";

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Database database;
  private final Together together;
  private final WorkStore store;
  private final Pace pace;
  private final Dossiers dossiers;
  private final Consumer<HushPlan> changed;
  private final Consumer<PlannedWorks> said;
  private final TreeMap<String, Kept> kept = new TreeMap<>();
  private HushPlan file;
  private boolean read;

  /**
   * Knows those of the file.
   *
   * @param changed hears what holds from now on
   * @param said hears of all of them
   */
  Works(
      Database database,
      Pace pace,
      Dossiers dossiers,
      HushPlan file,
      Consumer<HushPlan> changed,
      Consumer<PlannedWorks> said) {
    this.database = database;
    this.together = new Together(database);
    this.store = new WorkStore(database);
    this.pace = pace;
    this.dossiers = dossiers;
    this.file = file;
    this.changed = changed;
    this.said = said;
  }

  /** What was planned in an earlier life. Never fails: what cannot be read now is read later. */
  Future<Void> recall() {
    return read()
        .recover(
            away -> {
              database.working().onSuccess(works -> pace.after(SOON, this::recall));
              return Future.succeededFuture();
            });
  }

  private Future<Void> read() {
    return store
        .load()
        .map(
            all -> {
              all.forEach(each -> kept.putIfAbsent(each.id(), each));
              read = true;
              tell();
              return null;
            });
  }

  /** The file plans these from now on. */
  void follow(HushPlan now) {
    file = now;
    tell();
  }

  /** For those who have not heard it yet. */
  void announce() {
    said.accept(new PlannedWorks(all()));
  }

  private void tell() {
    kept.values().removeIf(each -> isOver(each.work()));
    changed.accept(file.with(kept.values().stream().map(this::planned).toList()));
    announce();
  }

  private Planned planned(Kept one) {
    Set<String> services = new HashSet<>();
    one.work().services().forEach(each -> services.addAll(dossiers.chosen(each)));
    return new Planned(one.work(), Set.copyOf(services));
  }

  private List<PlannedWork> all() {
    var all = new ArrayList<PlannedWork>();
    for (Planned each : file.planned()) {
      String id = OF_FILE + (all.size() + 1);
      all.add(new PlannedWork(id, Optional.empty(), each.work(), List.of()));
    }
    kept.values().stream()
        .filter(each -> !isOver(each.work()))
        .forEach(
            each ->
                all.add(
                    new PlannedWork(
                        each.id(), Optional.of(each.by()), each.work(), nobody(each.work()))));
    return all;
  }

  private List<String> nobody(Maintenance work) {
    return work.services().stream().filter(each -> dossiers.chosen(each).isEmpty()).toList();
  }

  private boolean isOver(Maintenance work) {
    return work.times() instanceof Once once && !once.until().isAfter(pace.instant());
  }

  /** Fails with {@code StoreUnavailable} while the database does not work. */
  Future<Obeyed> obey(OfWork order, String by, Function<SqlConnection, Future<Void>> along) {
    return order instanceof PlanWork plan
        ? plan(plan.work(), by, along)
        : cancel(((CancelWork) order).id(), by, along);
  }

  private Future<Obeyed> plan(
      Maintenance work, String by, Function<SqlConnection, Future<Void>> along) {
    Optional<Refused> refused = refused(work);
    if (refused.isPresent()) {
      return together.write(Orders.ALONE, along).map(refused.get());
    }
    var one = new Kept(nextId(), by, work);
    kept.put(one.id(), one); // its id is taken
    return together
        .write(
            connection ->
                WorkStore.delete(connection, "", pace.instant())
                    .compose(done -> WorkStore.insert(connection, one)),
            along)
        .onFailure(away -> kept.remove(one.id()))
        .map(
            done -> {
              tell();
              log.info("work {} at {} planned by {}", one.id(), work.services(), by);
              return new Done(List.copyOf(planned(one).services()), one.id());
            });
  }

  private Optional<Refused> refused(Maintenance work) {
    List<String> nobody = nobody(work);
    if (!nobody.isEmpty()) {
      return Optional.of(new Refused(Why.NO_SERVICE, "services: " + dossiers.fault(nobody.get(0))));
    }
    if (isOver(work)) {
      return Optional.of(new Refused(Why.OUT_OF_RANGE, MaintenanceForm.OVER));
    }
    return kept.size() < MOST
        ? Optional.empty()
        : Optional.of(new Refused(Why.OUT_OF_RANGE, MaintenanceForm.full(MOST)));
  }

  private Future<Obeyed> cancel(String id, String by, Function<SqlConnection, Future<Void>> along) {
    if (all().stream().anyMatch(each -> each.id().equals(id) && each.by().isEmpty())) {
      String where = file.file().orElse("the configuration");
      String words = "This one stands in " + where + "; change it there.";
      return together.write(Orders.ALONE, along).map(new Refused(Why.OF_FILE, words));
    }
    if (!kept.containsKey(id) && !read) {
      return read().compose(known -> cancel(id, by, along));
    }
    if (!kept.containsKey(id)) {
      String words = "No planned work has this id; it may be over.";
      return together.write(Orders.ALONE, along).map(new Refused(Why.NO_WORK, words));
    }
    return together
        .write(connection -> WorkStore.delete(connection, id, pace.instant()), along)
        .map(
            done -> {
              kept.remove(id);
              tell();
              log.info("work {} called off by {}", id, by);
              return new Done(List.of(), id);
            });
  }

  /** Grows with time, and is a word of an address. */
  private String nextId() {
    long now = pace.instant().toEpochMilli();
    String id = text(now);
    return kept.isEmpty() || kept.lastKey().compareTo(id) < 0
        ? id
        : text(Long.parseLong(kept.lastKey(), Character.MAX_RADIX) + 1);
  }

  private static String text(long millis) {
    return Long.toString(millis, Character.MAX_RADIX);
  }
}
