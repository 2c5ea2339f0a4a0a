package homebox.controlplane.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A table whose last column may be of any length. */
final class Columns {
  private static final String GAP = "  ";

  /** What stands in a cell, and how it is painted: the colour has no width. */
  record Cell(String text, UnaryOperator<String> paint) {
    static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity());
    }
  }

  private final List<List<Cell>> rows = new ArrayList<>();

  Columns row(Cell... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** One line a row, without blanks at its end. */
  List<String> lines() {
    int[] widths = widths();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private int[] widths() {
    var widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<Cell> row : rows) {
      for (int n = 0; n < row.size() - 1; n++) {
        widths[n] = Math.max(widths[n], width(row.get(n).text()));
      }
    }
    return widths;
  }

  private static String line(List<Cell> row, int[] widths) {
    var line = new StringBuilder();
    for (int n = 0; n < row.size(); n++) {
      Cell cell = row.get(n);
      line.append(cell.paint().apply(cell.text()));
      if (n < row.size() - 1) {
        line.append(" ".repeat(widths[n] - width(cell.text()))).append(GAP);
      }
    }
    return line.toString().stripTrailing();
  }

  /** Columns of a terminal, near enough: two for the wide scripts and the pictures. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int each) {
    return switch (Character.getType(each)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(each) ? 2 : 1;
    };
  }

  /** The blocks that Unicode's East Asian Width calls wide (UAX 11). */
  private static boolean isWide(int each) {
    return (each >= 0x1100 && each <= 0x115f)
        || (each >= 0x2e80 && each <= 0xa4cf && each != 0x303f)
        || (each >= 0xac00 && each <= 0xd7a3)
        || (each >= 0xf900 && each <= 0xfaff)
        || (each >= 0xfe30 && each <= 0xfe6f)
        || (each >= 0xff00 && each <= 0xff60)
        || (each >= 0xffe0 && each <= 0xffe6)
        || (each >= 0x1f300 && each <= 0x1faff)
        || (each >= 0x20000 && each <= 0x3fffd);
  }
}
