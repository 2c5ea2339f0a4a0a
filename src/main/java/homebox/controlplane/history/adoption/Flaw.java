package homebox.controlplane.history.adoption;

/** Why a row cannot be read. */
public enum Flaw {
  /** It has no service_name. */
  NAME("without a service_name"),
  /** More different names than anybody has services. */
  NAMES("of more services than are kept"),
  /** Its timestamp is none, or from before the year 2000. */
  TIME("with a timestamp that is none"),
  /** It would be later than our own first check. */
  FUTURE("with a timestamp later than our start (look at time_zone)"),
  /** is_healthy is neither 0 nor 1. */
  HEALTH("with an is_healthy that is neither 0 nor 1"),
  /** response_time is no number of seconds, or more than a day of them. */
  RESPONSE_TIME("with a response_time that is none"),
  /** More than a hundred of its service are at one millisecond, out of order. */
  CROWDED("at the same millisecond as a hundred others"),
  /** The file cannot be read there. */
  DAMAGED("in damaged places of the file");

  private final String words;

  Flaw(String words) {
    this.words = words;
  }

  /** As in {@code 3 rows without a service_name}. */
  public String words() {
    return words;
  }
}
