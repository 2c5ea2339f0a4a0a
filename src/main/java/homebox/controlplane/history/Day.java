package homebox.controlplane.history;

/**
 * One day of a service.
 *
 * @param amounts what its time was, ms
 * @param slow how many answers were slow
 * @param outages how many touched it
 */
public record Day(Amounts amounts, int slow, int outages) {
  /** True if it was up in all time that was watched, and never slow. */
  public boolean fine() {
    return slow == 0 && outages == 0 && amounts.watched() == amounts.up();
  }
}
