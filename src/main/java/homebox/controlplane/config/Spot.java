package homebox.controlplane.config;

/**
 * A place in a configuration: where a value is read and its faults are told.
 *
 * @param source the file as people name it, or {@code environment}
 * @param line 0 where there are none
 * @param path as in {@code services[2].url}
 */
record Spot(Findings findings, Environment environment, String source, int line, String path) {
  /** The place of a key of the mapping that is here. */
  Spot key(String name, int at) {
    findings.step(source);
    String shown = Quoted.key(name);
    return at(at, path.isEmpty() ? shown : path + "." + shown);
  }

  /** The place of an item of the list that is here. */
  Spot item(int index, int at) {
    findings.step(source);
    return at(at, path + "[" + index + "]");
  }

  /** A value that the environment gives for the key that is here. */
  Spot given(Environment.Given by) {
    return new Spot(findings, environment, by.source(), by.line(), by.name());
  }

  /** True where the environment has a name for each key: nowhere inside a list. */
  boolean isFixed() {
    return path.indexOf('[') < 0;
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
    findings.fault(source, line, path, what);
  }

  private Spot at(int line, String path) {
    return new Spot(findings, environment, source, line, path);
  }
}
