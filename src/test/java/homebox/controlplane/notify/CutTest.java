package homebox.controlplane.notify;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.notify.Letter.Look;
import homebox.controlplane.notify.Letter.Span;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Nothing that is cut is ever refused. */
class CutTest {
  private static final String[] CHARACTERS = {"a", "é", "漢", "🔴", "👨‍👩‍👧", "\n", "<", "&"};

  @Property(tries = 300)
  void a_cut_letter_is_whole_text_with_its_spans_inside(
      @ForAll("letters") Letter letter, @ForAll @IntRange(min = 20, max = 4096) int longest) {
    Letter cut = Cut.to(longest, letter);

    assertThat(cut.text()).hasSizeBetween(1, longest);
    assertThat(cut.silent()).isEqualTo(letter.silent());
    assertThat(isWhole(cut.text())).isTrue();
    if (letter.text().length() <= longest) {
      assertThat(cut).isSameAs(letter);
      return;
    }
    String kept = cut.text().substring(0, cut.text().length() - Cut.MARK.length());
    assertThat(letter.text()).startsWith(kept);
    assertThat(cut.text()).endsWith(Cut.MARK).hasSizeGreaterThanOrEqualTo(longest - 1);
    assertThat(cut.spans())
        .allMatch(span -> span.length() > 0)
        .allMatch(span -> span.offset() + span.length() <= kept.length())
        .allMatch(span -> isWhole(of(kept, span)));
  }

  @Provide
  Arbitrary<Letter> letters() {
    Arbitrary<String> words =
        Arbitraries.of(CHARACTERS)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(list -> String.join("", list));
    return Combinators.combine(
            words.list().ofMinSize(1).ofMaxSize(20),
            Arbitraries.integers().between(1, 120),
            Arbitraries.of(true, false))
        .as(CutTest::letter);
  }

  /** Every second word is set apart. */
  private static Letter letter(List<String> words, int times, boolean silent) {
    var text = new StringBuilder();
    var spans = new ArrayList<Span>();
    for (int n = 0; n < words.size() * times; n++) {
      String word = words.get(n % words.size());
      if (n % 2 == 1) {
        spans.add(new Span(n % 4 == 1 ? Look.BOLD : Look.CODE, text.length(), word.length()));
      }
      text.append(word);
    }
    return new Letter(text.toString(), spans, silent);
  }

  private static String of(String text, Span span) {
    return text.substring(span.offset(), span.offset() + span.length());
  }

  /** No half of a surrogate pair stands alone. */
  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(point -> 0xD800 <= point && point <= 0xDFFF);
  }
}
