package homebox.controlplane.model;

import homebox.controlplane.alert.Incident;
import homebox.controlplane.alert.Incident.Kind;
import homebox.controlplane.alert.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people must be told of one service, by the table of design.md §7, for one life of the
 * process: two bad answers in a row confirm, one better answer ends.
 */
final class Expected {
  private static final String RANKS = "gsf"; // what a service that is UP, SLOW, DOWN answers

  private final String service;
  private final List<String> keys = new ArrayList<>();
  private Optional<Character> is;
  private Optional<String> incident;
  private String against = "";
  private Instant began = Instant.EPOCH;

  /**
   * As it was stored when this life began.
   *
   * @param is empty for PENDING
   * @param incident the open one
   */
  Expected(String service, Optional<Character> is, Optional<String> incident) {
    this.service = service;
    this.is = is;
    this.incident = incident;
  }

  /** What is to be told, in order, by the keys of the messages. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  void hear(char answer, Instant at) {
    if (is.isEmpty() && answer == 'g') {
      is = Optional.of('g');
      against = "";
      return;
    }
    int seen = RANKS.indexOf(answer);
    int rank = RANKS.indexOf(is.orElse('g'));
    boolean goesOn =
        !against.isEmpty() && (RANKS.indexOf(against.charAt(0)) > rank) == (seen > rank);
    if (seen == rank) {
      against = "";
      return;
    }
    began = goesOn ? began : at;
    against = goesOn ? against + answer : String.valueOf(answer);
    if (seen < rank) {
      become(answer);
    } else if (against.length() == 2) {
      become(against.equals("ff") ? 'f' : 's');
    }
  }

  private void become(char to) {
    char from = is.orElse('g');
    Optional<String> ended = incident;
    incident = to == 'g' ? Optional.empty() : Optional.of(opened(to));
    if (RANKS.indexOf(to) < RANKS.indexOf(from)) {
      keys.add("incident:" + ended.orElseThrow() + ":RECOVERY");
    } else {
      keys.add("incident:" + incident.orElseThrow() + (to == 'f' ? ":ALERT" : ":WARNING"));
    }
    is = Optional.of(to);
    against = "";
  }

  private String opened(char to) {
    var kind = to == 'f' ? Kind.OUTAGE : Kind.WARNING;
    return new Incident(service, kind, new Moment(began, 0), Optional.empty(), Optional.empty())
        .id();
  }
}
