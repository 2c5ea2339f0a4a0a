package homebox.controlplane.config;

import java.util.Optional;

/** A place in a configuration: where a value is read and its faults are told. */
final class Spot {
  private final Findings findings;
  private final Environment environment;
  private final String source;
  private final int line;
  private final Spot above;
  private final String step;
  private final boolean index;
  private final boolean fixed;

  /**
   * The outermost place.
   *
   * @param source the file as people name it, or {@code environment}
   * @param line 0 where there are none
   * @param path empty for the whole
   */
  Spot(Findings findings, Environment environment, String source, int line, String path) {
    this.findings = findings;
    this.environment = environment;
    this.source = source;
    this.line = line;
    this.above = null;
    this.step = path;
    this.index = false;
    this.fixed = true;
  }

  private Spot(Spot above, String step, int line, boolean index) {
    this.findings = above.findings;
    this.environment = above.environment;
    this.source = above.source;
    this.line = line;
    this.above = above;
    this.step = step;
    this.index = index;
    this.fixed = above.fixed && !index;
    findings.step(source, line);
  }

  /** The place of a key of the mapping that is here. */
  Spot key(String name, int at) {
    return new Spot(this, name, at, false);
  }

  /** The place of an item of the list that is here. */
  Spot item(int number, int at) {
    return new Spot(this, "[" + number + "]", at, true);
  }

  /** The place of something with a name of its own in the list that is here. */
  Spot item(String name) {
    return new Spot(this, "[" + name + "]", 0, true);
  }

  /** A value that the environment gives for the key that is here. */
  Spot given(Environment.Given by) {
    return new Spot(findings, environment, by.source(), by.line(), by.name());
  }

  Findings findings() {
    return findings;
  }

  Environment environment() {
    return environment;
  }

  int line() {
    return line;
  }

  /** As in {@code services[2].url}; put together when it is asked for, which is rare. */
  String path() {
    if (above == null) {
      return step;
    }
    String before = above.path();
    String shown = index ? step : Quoted.key(step);
    return before + (index || before.isEmpty() ? "" : ".") + shown;
  }

  /** What the environment says under a name that is no key's. */
  <T> Optional<T> read(String variable, Word<T> word) {
    return environment
        .find(variable)
        .flatMap(
            found -> word.read(new Tree.Scalar(found.line(), found.text(), true), given(found)));
  }

  /** True where the environment has a name for each key: nowhere inside a list. */
  boolean isFixed() {
    return fixed;
  }

  /** What the scalar means: {@code ${NAME}} replaced. */
  String text(Tree.Scalar scalar) {
    return scalar.literal() ? scalar.text() : environment.expand(scalar.text(), this);
  }

  /**
   * Tells a fault.
   *
   * @param what {@code what — how to mend}, without any secret
   */
  void fault(String what) {
    findings.fault(source, line, path(), what);
  }
}
