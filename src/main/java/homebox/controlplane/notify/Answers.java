package homebox.controlplane.notify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What channels answer, in another language. It is kept in English, in the log and in the database;
 * what another program has said in its own words stays as it was.
 */
final class Answers {
  private static final String FAMILY = "answer.";
  private static final Pattern FACT = Pattern.compile("\\{([0-9])}");

  /** An English sentence: what its facts are, and what it is called. */
  private record Known(Pattern pattern, List<Integer> facts, String key) {
    static Known of(String english, String key) {
      List<Integer> facts = new ArrayList<>();
      var regex = new StringBuilder();
      int from = 0;
      Matcher fact = FACT.matcher(english);
      while (fact.find()) {
        facts.add(Integer.valueOf(fact.group(1)));
        regex.append(Pattern.quote(english.substring(from, fact.start()))).append("(.+?)");
        from = fact.end();
      }
      regex.append(Pattern.quote(english.substring(from)));
      return new Known(Pattern.compile(regex.toString(), Pattern.DOTALL), facts, key);
    }

    Optional<Object[]> facts(String text) {
      Matcher found = pattern.matcher(text);
      return found.matches() ? Optional.of(inOrder(found)) : Optional.empty();
    }

    private Object[] inOrder(MatchResult found) {
      Object[] all = new Object[facts.size()];
      for (int i = 0; i < all.length; i++) {
        all[facts.get(i)] = found.group(i + 1);
      }
      return all;
    }

    /** How much of it is ours: the more there is, the surer it is meant. */
    int words() {
      return pattern.pattern().length();
    }
  }

  private final Texts texts;
  private final List<Known> known;

  Answers(Texts english, Texts texts) {
    this.texts = texts;
    this.known =
        english.keys().stream()
            .filter(key -> key.startsWith(FAMILY))
            .map(key -> Known.of(english.raw(key), key))
            .sorted(Comparator.comparingInt(Known::words).reversed())
            .toList();
  }

  /** The same in the other language, as far as it is known. */
  String of(String english) {
    for (Known sentence : known) {
      Optional<Object[]> facts = sentence.facts(english);
      if (facts.isPresent()) {
        return texts.say(sentence.key(), translated(facts.get()));
      }
    }
    return english;
  }

  private Object[] translated(Object[] facts) {
    Object[] all = new Object[facts.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = of((String) facts[i]);
    }
    return all;
  }
}
