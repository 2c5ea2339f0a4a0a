package homebox.controlplane.alert;

import homebox.controlplane.check.Level;

/** What a change of state is to people. */
public enum Notice {
  /** Nothing worth a message. */
  NONE,
  /** It is DOWN. */
  ALERT,
  /** It is SLOW. */
  WARNING,
  /** It is back; perhaps still slow. */
  RECOVERY;

  /** The table of design.md §7. */
  static Notice of(Level from, Level to) {
    return switch (to) {
      case DOWN -> ALERT;
      case SLOW -> from == Level.DOWN ? RECOVERY : WARNING;
      case UP -> from == Level.PENDING ? NONE : RECOVERY;
      case PENDING -> NONE;
    };
  }
}
