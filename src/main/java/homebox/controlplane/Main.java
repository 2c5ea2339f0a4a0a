package homebox.controlplane;

/** The way in. */
public final class Main {
  private Main() {}

  /** Starts. */
  public static void main(String[] args) {}
}
