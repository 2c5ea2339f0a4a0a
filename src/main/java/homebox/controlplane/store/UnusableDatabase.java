package homebox.controlplane.store;

/**
 * A database that this version must not touch, now or later: nothing is tried again. Its message
 * says what it is and what to do.
 */
public class UnusableDatabase extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableDatabase(String message) {
    super(message);
  }

  /** Another process writes into it; it may end one day. */
  public static final class Taken extends UnusableDatabase {
    private static final long serialVersionUID = 1L;

    Taken(String message) {
      super(message);
    }
  }
}
