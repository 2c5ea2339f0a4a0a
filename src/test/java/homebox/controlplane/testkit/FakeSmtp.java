package homebox.controlplane.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server on a port of its own that speaks as much SMTP as a client of one needs, with any
 * answer of it replaced by script. May be used from any thread.
 */
public final class FakeSmtp implements AutoCloseable {
  /** Who may log in. */
  public static final String USER = "me@example.org";

  /** With that. */
  public static final String PASSWORD = "the password of the mail";

  /** In place of an answer: say nothing more. */
  public static final String HANG = "hang";

  /** In place of an answer: break the connection. */
  public static final String DROP = "drop";

  /** A mail that it has taken. */
  public record Mail(String from, List<String> to, String text, boolean secured, boolean loggedIn) {
    /** A header, unfolded; empty if it is not there. */
    public String header(String name) {
      String head = text.substring(0, text.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ");
      return head.lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  private final HostileServer server;
  private final Optional<SSLContext> starttls;
  private final Map<String, String> instead = new HashMap<>();
  private final List<Mail> mails = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();

  private FakeSmtp(Optional<SSLContext> starttls, Optional<SSLContext> tls) {
    this.starttls = starttls;
    Manner manner = socket -> new Conversation(socket, tls.isPresent()).hold();
    this.server =
        tls.map(context -> HostileServer.tls(context, manner))
            .orElseGet(() -> HostileServer.plain(manner));
  }

  /** One that secures nothing. */
  public static FakeSmtp plain() {
    return new FakeSmtp(Optional.empty(), Optional.empty());
  }

  /** One that offers STARTTLS, and takes no login before. */
  public static FakeSmtp starttls(SSLContext context) {
    return new FakeSmtp(Optional.of(context), Optional.empty());
  }

  /** One that speaks TLS from the first byte. */
  public static FakeSmtp tls(SSLContext context) {
    return new FakeSmtp(Optional.empty(), Optional.of(context));
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  /** How many connections it still holds. */
  public int open() {
    return server.open();
  }

  /**
   * From now on this is its answer to commands that begin so; {@code greeting} and {@code .} for
   * the mail itself.
   */
  public synchronized void answers(String command, String reply) {
    instead.put(command, reply);
  }

  /** Does its duty again. */
  public synchronized void heal() {
    instead.clear();
  }

  /** What it has taken, in order. */
  public synchronized List<Mail> mails() {
    return List.copyOf(mails);
  }

  /** Every line that it was told, but for logins and mails. */
  public synchronized List<String> commands() {
    return List.copyOf(commands);
  }

  /** Waits for so many mails. */
  public List<Mail> awaitMails(int count, Duration atMost) {
    await(count + " mails", atMost, () -> mails().size() >= count);
    return mails();
  }

  /** Waits for something. */
  public void await(String what, Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what + "; it was told " + commands());
      }
      breathe();
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private synchronized Optional<String> instead(String command) {
    return instead.entrySet().stream()
        .filter(each -> command.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private synchronized void note(String command) {
    commands.add(command);
  }

  private synchronized void take(Mail mail) {
    mails.add(mail);
  }

  /** Between two looks there is nothing to wait on but time. */
  private static void breathe() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** One connection. */
  private final class Conversation {
    private Socket socket;
    private BufferedReader in;
    private boolean secured;
    private boolean loggedIn;
    private String from = "";
    private final List<String> to = new ArrayList<>();

    Conversation(Socket socket, boolean secured) throws IOException {
      this.secured = secured;
      use(socket);
    }

    private void use(Socket now) throws IOException {
      socket = now;
      in = new BufferedReader(new InputStreamReader(now.getInputStream(), StandardCharsets.UTF_8));
    }

    void hold() throws IOException {
      say("greeting", "220 mail.example.org ESMTP");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.toUpperCase(Locale.ROOT);
        note(command.startsWith("AUTH") ? "AUTH" : line);
        if (command.startsWith("QUIT")) {
          write("221 bye");
          return;
        }
        answer(command, line);
      }
    }

    private void answer(String command, String line) throws IOException {
      if (command.startsWith("EHLO")) {
        say(command, capabilities());
      } else if (command.startsWith("STARTTLS") && starttls.isPresent()) {
        say(command, "220 go ahead");
        secure();
      } else if (command.startsWith("AUTH")) {
        logIn(line);
      } else if (command.startsWith("MAIL")) {
        from = line;
        say(command, "250 sender ok");
      } else if (command.startsWith("RCPT")) {
        if (say(command, "250 receiver ok")) {
          to.add(line);
        }
      } else if (command.startsWith("DATA")) {
        if (say(command, "354 go on")) {
          data();
        }
      } else {
        say(command, command.matches("(HELO|NOOP|RSET).*") ? "250 ok" : "502 what?");
      }
    }

    private String capabilities() {
      boolean offers = starttls.isPresent() && !secured;
      return "250-mail.example.org\r\n"
          + (offers ? "250-STARTTLS\r\n" : "250-AUTH PLAIN LOGIN\r\n")
          + "250 8BITMIME";
    }

    private void secure() throws IOException {
      var tls =
          (SSLSocket)
              starttls.get().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
      tls.setUseClientMode(false);
      secured = true;
      use(tls);
    }

    private void logIn(String line) throws IOException {
      String[] parts = line.split(" ");
      boolean plain = parts[1].equalsIgnoreCase("PLAIN");
      boolean good = plain ? plain(parts) : login(parts);
      loggedIn = good && say("AUTH", "235 welcome");
      if (!good) {
        say("AUTH", "535 5.7.8 Error: authentication failed");
      }
    }

    private boolean plain(String[] parts) throws IOException {
      String[] said = decoded(parts.length > 2 ? parts[2] : asked("")).split("\0");
      return said.length == 3 && said[1].equals(USER) && said[2].equals(PASSWORD);
    }

    private boolean login(String[] parts) throws IOException {
      String user = decoded(parts.length > 2 ? parts[2] : asked("VXNlcm5hbWU6"));
      return user.equals(USER) & decoded(asked("UGFzc3dvcmQ6")).equals(PASSWORD);
    }

    private String asked(String what) throws IOException {
      write("334 " + what);
      return String.valueOf(in.readLine());
    }

    private void data() throws IOException {
      var text = new StringBuilder();
      for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
        if (line == null) {
          throw new IOException("what has no end is no mail (RFC 5321, 4.1.1.4)");
        }
        text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      if (instead(".").map(reply -> reply.startsWith("2")).orElse(true)) {
        take(new Mail(from, List.copyOf(to), text.toString(), secured, loggedIn)); // then says so
      }
      say(".", "250 2.0.0 Ok: queued");
      to.clear();
    }

    /** True if what it says is good. */
    private boolean say(String command, String usual) throws IOException {
      String reply = instead(command).orElse(usual);
      if (reply.equals(HANG)) {
        while (socket.getInputStream().read() >= 0) {
          // whatever it says
        }
        throw new IOException("gone");
      }
      if (reply.equals(DROP)) {
        socket.close();
        throw new IOException("dropped");
      }
      write(reply);
      return reply.startsWith("2") || reply.startsWith("3");
    }

    private void write(String reply) throws IOException {
      socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    private static String decoded(String base64) {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
  }
}
