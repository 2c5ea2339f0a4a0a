package homebox.controlplane.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures as a Markdown table, each held against its goal. */
final class Table {
  private final List<String> rows = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();

  /** A figure of which nothing is asked. */
  void row(String what, String figure, String remark) {
    rows.add("| " + what + " | " + figure + " | " + remark + " |");
    System.out.println(rows.get(rows.size() - 1));
  }

  /**
   * A figure with its goal.
   *
   * @param figure the measured number for people, with what else belongs to it
   */
  void row(String what, String figure, double measured, Goal goal) {
    boolean met = goal.met(measured);
    row(what, figure, goal.shown() + (met ? "" : ": **missed**"));
    if (!met) {
      missed.add(what + ": " + figure + ", the goal is " + goal.shown());
    }
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** What did not reach its goal, a line each. */
  List<String> missed() {
    return List.copyOf(missed);
  }

  /** Into the file and onto the screen, what was missed below it. */
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
    System.out.println();
    missed.forEach(line -> System.out.println("missed: " + line));
  }
}
