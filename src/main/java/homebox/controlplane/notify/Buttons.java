package homebox.controlplane.notify;

import homebox.controlplane.notify.Extras.Button;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The buttons of a message, and what each means when it comes back. */
public final class Buttons {
  private static final Set<String> KINDS =
      Set.of(Kind.ALERT.name(), Kind.WARNING.name(), Kind.REMINDER.name());

  private final Speech speech;

  /** With labels in French, or else in English. */
  public Buttons(Locale language) {
    this.speech = new Speech(language, ZoneOffset.UTC);
  }

  /** What somebody wants who presses one. */
  public enum What {
    /** Takes care of the incident. */
    ACKNOWLEDGE('a'),
    /** Takes care of all incidents of the message. */
    ACKNOWLEDGE_ALL('A'),
    /** Wants to hear nothing of the service for an hour. */
    MUTE('m'),
    /** Wants the service asked. */
    CHECK('c');

    private final char letter;

    What(char letter) {
      this.letter = letter;
    }

    private String data(String incident) {
      return letter + ":" + incident;
    }
  }

  /** A button that was pressed, and the incident that it is about; empty for all of a message. */
  public record Meaning(What what, String incident) {
    /** What these bytes say; empty if they are not ours. */
    public static Optional<Meaning> of(String data) {
      for (What what : What.values()) {
        if (data.length() >= 2 && data.charAt(0) == what.letter && data.charAt(1) == ':') {
          return Optional.of(new Meaning(what, data.substring(2)));
        }
      }
      return Optional.empty();
    }
  }

  /** Those that a letter begins with: of something bad that has not ended. */
  List<List<Button>> of(Gist gist) {
    List<String> incidents =
        gist.services().stream()
            .flatMap(service -> service.incident().stream())
            .distinct()
            .toList();
    if (!KINDS.contains(gist.kind()) || incidents.isEmpty()) {
      return List.of();
    }
    return gist.services().size() == 1 ? of(incidents.get(0), true, true) : ofAll();
  }

  /** Those of one incident that goes on, without what was done already. */
  public List<List<Button>> of(String incident, boolean acknowledge, boolean mute) {
    var row = new ArrayList<Button>();
    if (acknowledge) {
      row.add(new Button(speech.say("button.acknowledge"), What.ACKNOWLEDGE.data(incident)));
    }
    if (mute) {
      row.add(new Button(speech.say("button.mute"), What.MUTE.data(incident)));
    }
    row.add(new Button(speech.say("button.check"), What.CHECK.data(incident)));
    return List.of(List.copyOf(row));
  }

  /** That of several incidents. */
  public List<List<Button>> ofAll() {
    return List.of(List.of(new Button(speech.say("button.all"), What.ACKNOWLEDGE_ALL.data(""))));
  }
}
