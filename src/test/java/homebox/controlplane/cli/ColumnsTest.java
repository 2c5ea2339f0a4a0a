package homebox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.cli.Columns.Cell;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void columns_are_as_wide_as_their_widest_cell_and_the_last_is_free() {
    var columns =
        new Columns()
            .row(Cell.of("A"), Cell.of("SERVICE"), Cell.of("X"))
            .row(Cell.of("long"), Cell.of("b"), Cell.of("whatever it takes"))
            .row(Cell.of("c"), Cell.of(""), Cell.of(""));
    assertThat(columns.lines())
        .containsExactly("A     SERVICE  X", "long  b        whatever it takes", "c");
  }

  @Test
  void colours_have_no_width() {
    var columns =
        new Columns()
            .row(new Cell("UP", Ink.GREEN::on), Cell.of("a"))
            .row(Cell.of("DOWN"), Cell.of("b"));
    assertThat(columns.lines()).containsExactly("\u001b[32mUP\u001b[0m    a", "DOWN  b");
  }

  @Test
  void wide_scripts_take_two_and_marks_none() {
    assertThat(Columns.width("abc")).isEqualTo(3);
    assertThat(Columns.width("家の箱")).isEqualTo(6);
    assertThat(Columns.width("e\u0301té")).isEqualTo(3);
    assertThat(Columns.width("🏠")).isEqualTo(2);
    assertThat(
            new Columns().row(Cell.of("家"), Cell.of("x")).row(Cell.of("abc"), Cell.of("y")).lines())
        .containsExactly("家   x", "abc  y");
  }
}
