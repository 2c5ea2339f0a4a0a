package homebox.controlplane.cli;

/** Colours, where there are any (ECMA-48 SGR). */
enum Ink {
  GREEN("32"),
  YELLOW("33"),
  RED("31"),
  FAINT("2"),
  BOLD("1");

  private static final String ESCAPE = "\u001b[";

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  String on(String text) {
    return ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}
