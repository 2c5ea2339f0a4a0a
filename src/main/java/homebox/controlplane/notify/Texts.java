package homebox.controlplane.notify;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** The sentences of one language, from {@code messages_<language>.properties} of a room. */
public final class Texts {
  private static final String BUNDLE = "homebox.controlplane.notify.messages";

  private final ResourceBundle bundle;

  private Texts(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /** French, or else English. */
  static Texts in(Locale language) {
    return in(language, BUNDLE);
  }

  /** The same, of {@code bundle}. */
  public static Texts in(Locale language, String bundle) {
    boolean french = language.getLanguage().equals(Locale.FRENCH.getLanguage());
    return new Texts(ResourceBundle.getBundle(bundle, french ? Locale.FRENCH : Locale.ENGLISH));
  }

  /** The sentence, with these facts in it. */
  public String say(String key, Object... facts) {
    return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(facts);
  }

  /** As the file has it. */
  String raw(String key) {
    return bundle.getString(key);
  }

  Set<String> keys() {
    return bundle.keySet();
  }

  boolean has(String key) {
    return bundle.containsKey(key);
  }
}
