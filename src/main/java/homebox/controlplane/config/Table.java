package homebox.controlplane.config;

import homebox.controlplane.config.Key.Trait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The keys that one mapping may hold. */
final class Table {
  private final Map<String, Key<?>> keys = new LinkedHashMap<>();
  private final List<Key<?>> required;

  Table(List<Key<?>> keys) {
    keys.forEach(key -> this.keys.put(key.name(), key));
    this.required = keys.stream().filter(key -> key.is(Trait.REQUIRED)).toList();
  }

  static Table of(Key<?>... keys) {
    return new Table(List.of(keys));
  }

  Map<String, Key<?>> keys() {
    return keys;
  }

  /** Reads a mapping, and what the environment says of its keys; what is unknown is a fault. */
  Values read(Tree.Named named, Spot spot) {
    var values = new Values(spot);
    named.entries().forEach((name, entry) -> checkKnown(name, entry.line(), spot));
    // inside a list the environment says nothing: only what is written, or must be, is looked at
    if (spot.isFixed()) {
      keys.values().forEach(key -> read(key, named, values));
    } else {
      named.entries().keySet().stream()
          .map(keys::get)
          .filter(Objects::nonNull)
          .forEach(key -> read(key, named, values));
      required.stream()
          .filter(key -> !named.entries().containsKey(key.name()))
          .forEach(key -> read(key, named, values));
    }
    return values;
  }

  private void checkKnown(String name, int line, Spot spot) {
    if (!keys.containsKey(name)) {
      spot.key(name, line).fault("is not known — " + new Suggestion(this).cure(name));
    }
  }

  private <T> void read(Key<T> key, Tree.Named named, Values values) {
    Tree.Entry entry = named.entries().get(key.name());
    Spot spot = values.spot();
    Spot at = spot.key(key.name(), entry == null ? named.line() : entry.line());
    if (entry != null && !isBlank(entry.value(), at)) {
      values.set(key);
    }
    Optional<T> inFile =
        entry == null ? key.shape().absent(at) : key.shape().read(entry.value(), at);
    if (entry != null && !key.shape().isText()) {
      noteUnused(key, entry.value(), at);
    }
    inFile.ifPresent(value -> put(key, value, at, values));
    if (at.isFixed() && key.shape().isText()) {
      readVariable(key, at, values, inFile);
    }
    if (key.is(Trait.REQUIRED) && (entry == null || isBlank(entry.value(), at))) {
      at.fault("is missing — write " + key.shape().expects());
    }
  }

  private <T> void readVariable(Key<T> key, Spot at, Values values, Optional<T> inFile) {
    String name = key.variableAt(at.path());
    Optional<Environment.Given> given =
        key.is(Trait.SECRET) ? at.environment().findSecret(name, at) : at.environment().find(name);
    given
        // what container engines set for a linked service called "web"
        .filter(found -> !(name.equals("WEB_PORT") && found.text().startsWith("tcp://")))
        .filter(found -> isUsed(key, found, at, inFile))
        .ifPresent(
            found -> {
              if (found.source().equals(Environment.PROCESS)) {
                inFile.ifPresent(value -> values.outdo(key, value));
              }
              key.shape()
                  .read(new Tree.Scalar(found.line(), found.text(), true), at.given(found))
                  .ifPresent(value -> put(key, value, at.given(found), at, values));
            });
  }

  /** What all hosts share is not for one of them to say; that it says something else is told. */
  private static <T> boolean isUsed(
      Key<T> key, Environment.Given found, Spot at, Optional<T> inFile) {
    Optional<Revision.Origin> shared = at.environment().shared();
    if (shared.isEmpty() || Shared.isLocal(key, at.path())) {
      return true;
    }
    var aside = new Spot(new Findings(), at.environment(), found.source(), found.line(), "");
    Optional<?> said = key.shape().read(new Tree.Scalar(found.line(), found.text(), true), aside);
    Optional<?> holds = inFile.isPresent() ? inFile : Shared.otherwise(key, shared.get());
    if (!said.equals(holds)) {
      at.findings().unused(found.name());
    }
    return false;
  }

  private <T> void put(Key<T> key, T value, Spot at, Values values) {
    put(key, value, at, at, values);
  }

  private <T> void put(Key<T> key, T value, Spot at, Spot named, Values values) {
    values.put(key, value, at);
    new Secrets(at.findings()).note(value);
    boolean isOff = value instanceof Optional<?> off && off.isEmpty();
    if (key.shape().isText() && !key.is(Trait.USED) && !isOff) {
      at.findings().notYet(named.path());
    }
  }

  private void noteUnused(Key<?> key, Tree value, Spot at) {
    if (!key.is(Trait.USED) && !value.isEmpty()) {
      at.findings().notYet(at.path());
    }
  }

  private static boolean isBlank(Tree value, Spot at) {
    return value instanceof Tree.Scalar scalar && at.text(scalar).isBlank();
  }
}
