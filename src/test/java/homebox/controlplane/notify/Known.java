package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/** What went wrong is said in words that can be said in French too. */
public final class Known {
  private static final List<Pattern> ANSWERS = answers();

  private Known() {}

  /** Holds an answer to it. */
  public static Delivery known(Delivery delivery) {
    if (!(delivery instanceof Delivery.Sent)) {
      assertThat(ANSWERS).anyMatch(known -> known.matcher(delivery.answer()).matches());
    }
    if (delivery instanceof Delivery.Refused refused) {
      assertThat(Cure.of(refused.mend())).isPresent();
    }
    assertThat(delivery.answer()).doesNotContain("\n").hasSizeBetween(1, 400);
    return delivery;
  }

  private static List<Pattern> answers() {
    var bundle = ResourceBundle.getBundle("homebox.controlplane.notify.messages", Locale.ENGLISH);
    return bundle.keySet().stream()
        .filter(key -> key.startsWith("answer."))
        .map(key -> "\\Q" + bundle.getString(key).replaceAll("\\{[0-9]}", "\\\\E.+\\\\Q") + "\\E")
        .map(regex -> Pattern.compile(regex, Pattern.DOTALL))
        .toList();
  }
}
