package homebox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What help says of every command. */
class HelpTest {
  private static final CommandLine LINE = new CommandLine(new ControlPlane());

  @Test
  void every_command_has_its_help_with_the_options_that_all_take() {
    assertThat(LINE.getSubcommands().keySet())
        .containsExactly(
            "run",
            "check",
            "report",
            "diagnose",
            "notify-test",
            "backup",
            "import",
            "hash-password",
            "help");
    LINE.getSubcommands()
        .forEach(
            (name, command) -> {
              String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
              assertThat(help)
                  .as(name)
                  .doesNotContain("null")
                  .contains("Usage: control-plane " + name);
              if (!name.equals("help")) {
                assertThat(help)
                    .as(name)
                    .contains("--config=FILE", "--env-file=FILE", "Exit codes:");
              }
            });
  }

  @Test
  void no_line_is_too_wide_for_a_terminal() {
    LINE.getSubcommands()
        .values()
        .forEach(
            command ->
                assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines())
                    .allMatch(line -> line.length() <= 80));
  }
}
