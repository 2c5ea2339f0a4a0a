package homebox.controlplane.notify.http;

/** How far an attempt came. May be asked from any thread. */
public final class Progress {
  private volatile boolean connected;
  private volatile boolean answered;

  /** The line is there. */
  public void connect() {
    connected = true;
  }

  /** The answer has begun. */
  void answer() {
    answered = true;
  }

  boolean connected() {
    return connected;
  }

  boolean answered() {
    return answered;
  }
}
