package homebox.controlplane.cli;

import homebox.controlplane.config.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hash-password}: a password as {@code web.admin_password} may hold it. */
@Command(
    name = "hash-password",
    header = "Prints a hash of a password, which web.admin_password takes in its place.",
    description = {
      "Whoever reads the configuration cannot log in with it.",
      "The password is asked for, or is one line of standard input."
    },
    exitCodeList = {"0:the hash is printed", "2:no password was given"})
final class HashPasswordCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String password = read().map(String::strip).orElse("");
    if (password.isEmpty()) {
      spec.commandLine().getErr().println("no password was given: write it on one line");
      return Exit.MISTAKE;
    }
    spec.commandLine().getOut().println(PasswordHash.of(password).text());
    return Exit.WELL;
  }

  private static Optional<String> read() throws IOException {
    Console console = System.console();
    if (console != null) {
      return Optional.ofNullable(console.readPassword("Password: ")).map(String::new);
    }
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return Optional.ofNullable(in.readLine());
  }
}
