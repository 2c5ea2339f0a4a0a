package homebox.controlplane;

import homebox.controlplane.cli.ControlPlane;

/** The way in. */
public final class Main {
  private Main() {}

  /** Does what the arguments say and exits with its answer. */
  public static void main(String[] args) {
    System.exit(ControlPlane.execute(args));
  }
}
