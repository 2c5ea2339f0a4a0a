package homebox.controlplane.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By what a channel reaches people, with all that is needed for it; it cannot be wrong. */
public sealed interface Means
    permits Settings.Telegram, Means.Mail, Means.Slack, Means.Discord, Means.Ntfy, Means.Webhook {
  /** Its key in the configuration: {@code telegram}, {@code mail}, … */
  String kind();

  /** Who is told, whatever is said of how loudly: while this is the same, so is the channel. */
  default Means whom() {
    return this;
  }

  /** How the connection to a mail server is secured. */
  enum Security {
    /** Begun in the clear, and nothing is said before it is secured. */
    STARTTLS,
    /** From the first byte. */
    TLS,
    /** Not at all. */
    NONE
  }

  /**
   * A mail server that takes our letters.
   *
   * @param port 1 – 65535
   * @param login who we are there; empty: nobody in particular
   * @param from {@code me@example.org} or {@code Name <me@example.org>}, on one line
   * @param to one at least, each likewise
   */
  record Mail(
      String host, int port, Security security, Optional<Login> login, String from, List<String> to)
      implements Means {
    /** Copies the list. */
    public Mail {
      to = List.copyOf(to);
    }

    @Override
    public String kind() {
      return "mail";
    }
  }

  /** Somebody and their password. */
  record Login(String user, Secret password) {}

  /** An incoming webhook of Slack's; the address is {@link HttpUrl}'s, and secret as a whole. */
  record Slack(Secret webhook) implements Means {
    @Override
    public String kind() {
      return "slack";
    }
  }

  /** A webhook of Discord's; likewise. */
  record Discord(Secret webhook) implements Means {
    @Override
    public String kind() {
      return "discord";
    }
  }

  /**
   * A topic of an ntfy server.
   *
   * @param token for a topic that is protected
   * @param priority 1 (min) – 5 (max); empty: the server's usual one
   */
  record Ntfy(HttpUrl server, String topic, Optional<Secret> token, Optional<Integer> priority)
      implements Means {
    @Override
    public String kind() {
      return "ntfy";
    }

    /** The topic is what one must know to read it. */
    @Override
    public String toString() {
      return "Ntfy[" + server + ", ***]";
    }
  }

  /**
   * A program that takes HTTP.
   *
   * @param url {@link HttpUrl}'s, and secret as a whole
   * @param method GET, POST, PUT or PATCH
   * @param headers as they are written, with their placeholders
   * @param body likewise; empty: our own JSON
   * @param secret signs the body
   */
  record Webhook(
      Secret url,
      String method,
      Map<String, Secret> headers,
      Optional<String> body,
      Optional<Secret> secret)
      implements Means {
    /** Copies the headers. */
    public Webhook {
      headers = Map.copyOf(headers);
    }

    @Override
    public String kind() {
      return "webhook";
    }

    /** A body may hold what only the program there should know. */
    @Override
    public String toString() {
      return "Webhook[***, " + method + "]";
    }
  }
}
