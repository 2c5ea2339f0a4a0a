package homebox.controlplane.store;

/**
 * The database does not work now; it is tried again by itself ({@link Database#working()}). Its
 * message says why and what to do.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what went wrong, or null. */
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
