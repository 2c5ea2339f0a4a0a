package homebox.controlplane.cli;

import homebox.controlplane.config.ConfigFaults;

/** Says what is wrong with a configuration, in the same words whatever was to be done with it. */
final class Faults {
  private Faults() {}

  static void say(ConfigFaults faults, Screen screen, String end) {
    faults.faults().forEach(screen::say);
    screen.say(faults.faults().size() + " to mend; " + end);
  }
}
