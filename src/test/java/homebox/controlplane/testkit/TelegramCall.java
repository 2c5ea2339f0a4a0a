package homebox.controlplane.testkit;

import io.vertx.core.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request to a {@link FakeTelegram} or {@link FakeHook}, and the line to answer it on. */
public final class TelegramCall {
  private static final String END = "\r\n\r\n";
  private static final Pattern LENGTH =
      Pattern.compile("^content-length: *([0-9]+)", Pattern.MULTILINE);

  private final Socket socket;
  private String head = "";
  private String body = "";
  private long arrivedNanos;

  TelegramCall(Socket socket) {
    this.socket = socket;
  }

  void read() throws IOException {
    InputStream in = socket.getInputStream();
    String text = "";
    byte[] some = new byte[8192]; // a client that waits for us sends no more than its request
    while (!text.contains(END)) {
      int many = in.read(some);
      arrivedNanos = System.nanoTime(); // before we make something of it, which is our own time
      if (many < 0) {
        throw new EOFException("no request");
      }
      text += new String(some, 0, many, StandardCharsets.ISO_8859_1);
    }
    int end = text.indexOf(END) + END.length();
    head = text.substring(0, end);
    Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
    byte[] begun = text.substring(end).getBytes(StandardCharsets.ISO_8859_1);
    body = length.find() ? read(in, begun, Integer.parseInt(length.group(1))) : "";
  }

  private String read(InputStream in, byte[] begun, int length) throws IOException {
    byte[] bytes = Arrays.copyOf(begun, length);
    int rest = length - begun.length;
    if (rest > 0) {
      if (in.readNBytes(bytes, begun.length, rest) < rest) {
        throw new EOFException("half a request");
      }
      arrivedNanos = System.nanoTime();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** It asks for news, and waits for them. */
  boolean waitsForNews() {
    return method().equals("getUpdates") && body().getInteger("timeout", 0) > 0;
  }

  /** It comes from who listens to people, not from who tells them. */
  boolean listens() {
    return waitsForNews()
        || List.of(
                "setMyCommands",
                "deleteWebhook",
                "answerCallbackQuery",
                "editMessageText",
                "editMessageReplyMarkup")
            .contains(method());
  }

  /** Waits a moment, and says whether the other side is still there. */
  boolean isThere() throws IOException {
    try {
      socket.setSoTimeout(10);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException quiet) {
      return true;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  /** When its last byte was read, by {@link System#nanoTime()}. */
  public long arrivedNanos() {
    return arrivedNanos;
  }

  /** POST or GET. */
  public String verb() {
    return head.substring(0, Math.max(0, head.indexOf(' ')));
  }

  /** Path and query; through an HTTP proxy a whole address. */
  public String path() {
    String[] parts = head.split(" ", 3);
    return parts.length > 1 ? parts[1] : "";
  }

  /** The method of the Bot API. */
  public String method() {
    return path().substring(path().lastIndexOf('/') + 1);
  }

  /** The request's head, as it came. */
  public String head() {
    return head;
  }

  /** The value of a header; empty if it is not there. */
  public String header(String name) {
    return Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*?)\\r?$")
        .matcher(head)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElse("");
  }

  /** What is sent, as it came. */
  public String text() {
    return body;
  }

  /** What is sent; empty if it is no JSON. */
  public JsonObject body() {
    try {
      return new JsonObject(body);
    } catch (RuntimeException noJson) {
      return new JsonObject();
    }
  }

  /** {@code chat_id}, as text. */
  public String chat() {
    return String.valueOf(body().getValue("chat_id"));
  }

  /** Answers in Telegram's way. */
  public void answer(int status, JsonObject json) throws IOException {
    answer(status, "", "application/json", json.encode());
  }

  /** Answers in any way; each header with its CRLF. */
  public void answer(int status, String headers, String type, String text) throws IOException {
    write(
        Manner.response(
            status + " X", headers + "Connection: close\r\nContent-Type: " + type + "\r\n", text));
  }

  /** Says exactly this. */
  public void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** Ends it with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Says nothing until the other side has had enough. */
  public void hang() throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // whatever it says
    }
  }
}
