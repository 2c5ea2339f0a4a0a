package homebox.controlplane.alert;

import homebox.controlplane.alert.Cover.Parent;
import homebox.controlplane.check.Level;
import homebox.controlplane.check.Run.Direction;
import homebox.controlplane.time.Pace;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Knows whose trouble is the trouble of whom: a service that is DOWN, or whose last answer failed,
 * is a cause for all that depend on it. When it is none any more they are asked within a minute.
 * Belongs to one context.
 */
final class Kinship {
  /** Within this they are asked, spread. */
  private static final Duration WITHIN = Duration.ofSeconds(55);

  /** As many are named in a message; the others are counted. */
  private static final int NAMED = 50;

  private final Pace pace;
  private final Dossiers dossiers;
  private final Consumer<String> ask;
  private final Consumer<Dossier> moved;
  private Kin kin = Kin.NONE;

  /**
   * Knows nobody yet.
   *
   * @param moved hears of each service that may be shown otherwise from now on
   */
  Kinship(Pace pace, Dossiers dossiers, Consumer<String> ask, Consumer<Dossier> moved) {
    this.pace = pace;
    this.dossiers = dossiers;
    this.ask = ask;
    this.moved = moved;
  }

  void follow(Kin now) {
    kin = now;
  }

  Kin kin() {
    return kin;
  }

  /** What it counts as, or its last answer, may be another one. */
  void look(Dossier dossier) {
    boolean wasDown = dossier.cause().down();
    if (!dossier.isCauseOtherwise() || !kin.hasChildren(dossier.service().id())) {
      return;
    }
    boolean over = !dossier.cause().lasts();
    long ended = dossier.cause().ended();
    for (Dossier child : children(dossier)) {
      moved.accept(child);
      if (over && (wasDown || isInTrouble(child))) {
        askSoon(child, () -> ended);
      }
    }
  }

  /** It is not asked any more, so it is no cause any more: those that depend on it are asked. */
  void rests(Dossier before, Dossier now) {
    if (before.isCause() && kin.hasChildren(now.service().id())) {
      for (Dossier child : children(now)) {
        moved.accept(child);
        askSoon(child, () -> now.cause().ended());
      }
    }
  }

  /** The nearest cause, where there is anything that it could be the cause of. */
  Optional<Parent> over(Dossier dossier) {
    String id = dossier.service().id();
    if (!kin.hasParents(id) || isWell(dossier)) {
      return Optional.empty();
    }
    return kin.nearest(id, each -> dossiers.of(each).filter(Dossier::isCause).isPresent())
        .flatMap(dossiers::of)
        .map(parent -> new Parent(parent.service().id(), parent.service().name()));
  }

  /** True if there was one at any time since that moment, by the clock that never steps. */
  boolean hadCause(Dossier dossier, long since) {
    String id = dossier.service().id();
    return kin.hasParents(id)
        && kin.nearest(
                id, each -> dossiers.of(each).filter(one -> one.isCauseSince(since)).isPresent())
            .isPresent();
  }

  /**
   * What the news of a service says of those that depend on it; empty if nobody does. They are
   * named once: at the end those that have failed since the beginning was told.
   */
  Optional<JsonObject> dependents(Dossier dossier, Notice notice) {
    if (!kin.hasChildren(dossier.service().id()) || notice == Notice.WARNING) {
      return Optional.empty();
    }
    List<Dossier> children = children(dossier);
    Named named = notice == Notice.RECOVERY ? dossier.named() : Named.NOTHING_TOLD;
    List<Dossier> failed =
        children.stream()
            .filter(Kinship::isInTrouble)
            .filter(child -> !named.contains(child.service().id()))
            .toList();
    List<Dossier> first = failed.subList(0, Math.min(NAMED, failed.size()));
    return Optional.of(Named.facts(children.size(), first, failed.size() - first.size()));
  }

  /** Those that depend on it and have failed. */
  List<Dossier> fallen(Dossier dossier) {
    return kin.hasChildren(dossier.service().id())
        ? children(dossier).stream().filter(Kinship::isInTrouble).toList()
        : List.of();
  }

  private List<Dossier> children(Dossier dossier) {
    Collection<String> ids = kin.descendants(dossier.service().id());
    var children = new ArrayList<Dossier>(ids.size());
    ids.forEach(id -> dossiers.of(id).ifPresent(children::add));
    return children;
  }

  private void askSoon(Dossier child, LongSupplier ended) {
    long turn = Math.floorMod(child.service().id().hashCode() * 31L, WITHIN.toMillis());
    pace.after(
        Duration.ofMillis(turn),
        () -> {
          if (!child.answeredSince(ended.getAsLong())) {
            ask.accept(child.service().id());
          }
        });
  }

  private static boolean isWell(Dossier dossier) {
    return dossier.state().level() == Level.UP
        && dossier.state().run().direction() != Direction.WORSE;
  }

  private static boolean isInTrouble(Dossier dossier) {
    return dossier.isCause() || dossier.state().run().direction() == Direction.WORSE;
  }
}
