package homebox.controlplane.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code notify-test}: a test message. */
@Command(
    name = "notify-test",
    header = "Sends a test message, and says what each channel answered.",
    exitCodeList = {
      "0:every channel took it",
      "1:a channel did not, or there is none",
      "2:a mistake in usage or configuration; nothing was sent"
    },
    footer =
        "With a token and no chat it shows who has written to the bot, as lines TELEGRAM_CHAT_ID=…"
            + " that are ready for .env.")
final class NotifyTestCommand implements Callable<Integer> {
  @ParentCommand private ControlPlane top;

  @Parameters(
      paramLabel = "CHANNEL",
      arity = "0..*",
      description = "The name of a channel (default: all of them).")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    return top.errand().run(tools -> new NotifyTest(tools).of(names));
  }
}
