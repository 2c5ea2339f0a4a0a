package homebox.controlplane.notify.http;

import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.http.Answer.Heard;
import java.util.Optional;

/** How one kind of channel is written to over HTTP, and what its answers mean. Keeps nothing. */
public interface Dialect {
  /** Its key in the configuration. */
  String kind();

  /** Who is asked. */
  OtherSide side();

  /** The longest text in one message, in UTF-16 units. */
  int longest();

  /** How many messages it takes. */
  Rate.Of[] rates();

  /** The request that hands a letter over. */
  Question question(Letter letter);

  /** Which of the four kinds of answer this is. */
  Delivery verdict(Heard heard);

  /** A question that tells nobody anything; empty: there is none, and only the line is tried. */
  default Optional<Question> look() {
    return Optional.empty();
  }

  /** What the answer to {@link #look} means. */
  default Delivery seen(Heard heard) {
    return verdict(heard);
  }
}
