package homebox.controlplane.check.http;

import homebox.controlplane.time.Pace;

/** A text that may be read until a moment only: what runs away over it is stopped. */
final class TimedText implements CharSequence {
  /** The moment has come. */
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("too long", null, false, false);
    }
  }

  private static final int GLANCE = 0x3ff;

  private final CharSequence text;
  private final Pace pace;
  private final long until;
  private int reads;

  TimedText(CharSequence text, Pace pace, long until) {
    this.text = text;
    this.pace = pace;
    this.until = until;
  }

  @Override
  public char charAt(int index) {
    if ((++reads & GLANCE) == 0 && pace.nanos() - until > 0) {
      throw new TooLong();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new TimedText(text.subSequence(start, end), pace, until);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
