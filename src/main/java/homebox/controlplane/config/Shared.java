package homebox.controlplane.config;

import homebox.controlplane.config.Key.Trait;
import java.util.LinkedHashMap;
import java.util.Optional;

/** What holds for all hosts, and what each of them says for itself. */
final class Shared {
  private static final String TELEGRAM = "telegram.";

  private Shared() {}

  /**
   * True for what the environment of a host may say although the file that all share says it
   * otherwise: what only concerns that host, and what no file should hold.
   */
  static boolean isLocal(Key<?> key, String path) {
    return key.is(Trait.RESTART) || key.is(Trait.SECRET) || path.startsWith(TELEGRAM);
  }

  /** What holds where the file that all share does not say it. */
  static Optional<?> otherwise(Key<?> key, Revision.Origin origin) {
    if (key == Keys.TIME_ZONE) {
      return Optional.of(origin.zone());
    }
    return key == Keys.LANGUAGE ? Optional.of(origin.language()) : key.fallbackValue();
  }

  /** All of the shared file, but keys marked ↻ as the host's own file has them. */
  static Tree.Named mixed(Table table, Tree.Named shared, Tree.Named own) {
    var entries = new LinkedHashMap<>(shared.entries());
    table
        .keys()
        .forEach(
            (name, key) ->
                entry(key, shared.entries().get(name), own.entries().get(name))
                    .ifPresentOrElse(
                        entry -> entries.put(name, entry), () -> entries.remove(name)));
    return new Tree.Named(shared.line(), entries);
  }

  private static Optional<Tree.Entry> entry(Key<?> key, Tree.Entry shared, Tree.Entry own) {
    if (key.is(Trait.RESTART)) {
      return Optional.ofNullable(own);
    }
    if (!(key.shape() instanceof Nested nested) || !isMapping(shared)) {
      return Optional.ofNullable(shared);
    }
    Tree.Named mixed = mixed(nested.table(), mapping(shared), mapping(own));
    boolean none = shared == null && mixed.entries().isEmpty();
    int line = shared == null ? mixed.line() : shared.line();
    return none ? Optional.empty() : Optional.of(new Tree.Entry(line, mixed));
  }

  /** What is neither is a fault, and stays one. */
  private static boolean isMapping(Tree.Entry entry) {
    return entry == null || entry.value().isEmpty() || entry.value() instanceof Tree.Named;
  }

  private static Tree.Named mapping(Tree.Entry entry) {
    return entry != null && entry.value() instanceof Tree.Named named ? named : Tree.Named.EMPTY;
  }
}
