package homebox.controlplane.alert;

import java.util.List;

/** What came of an order. */
public sealed interface Obeyed {
  /**
   * It holds; also when it did before.
   *
   * @param services the ids of those that it is about
   * @param id of what was made by it; else that of the incident, or empty
   */
  record Done(List<String> services, String id) implements Obeyed {
    /** Copies the list. */
    public Done {
      services = List.copyOf(services);
    }
  }

  /**
   * Nothing was changed.
   *
   * @param words why, and what to do, in English
   */
  record Refused(Why why, String words) implements Obeyed {}

  /** Why nothing was changed. */
  enum Why {
    /** The selector means no service. */
    NO_SERVICE,
    /** No incident has this id. */
    NO_INCIDENT,
    /** The incident has ended, and what is wanted makes no sense any more. */
    OVER,
    /** No planned work has this id. */
    NO_WORK,
    /** It stands in the configuration file, and is changed there. */
    OF_FILE,
    /** What it says is out of its range. */
    OUT_OF_RANGE
  }
}
