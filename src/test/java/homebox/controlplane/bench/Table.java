package homebox.controlplane.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures as a Markdown table. */
final class Table {
  private final List<String> rows = new ArrayList<>();

  void row(String what, String figure, String goal) {
    rows.add("| " + what + " | " + figure + " | " + goal + " |");
    System.out.println(rows.get(rows.size() - 1));
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  void write(Path file) {
    var text = new ArrayList<>(List.of("| what | measured | goal (design §11) |", "|---|---|---|"));
    text.addAll(rows);
    try {
      Files.write(file, text);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    System.out.println();
    text.forEach(System.out::println);
  }
}
