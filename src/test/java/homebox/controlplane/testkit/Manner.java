package homebox.controlplane.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** How a server treats one connection; it is closed afterwards. */
@FunctionalInterface
public interface Manner {
  /** Serves it. */
  void serve(Socket socket) throws IOException, InterruptedException;

  /** 200 with this body. */
  static Manner ok(String body) {
    return says(response("200 OK", "", body));
  }

  /** Status, header lines (each with its CRLF) and a body with its length. */
  static String response(String status, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + headers
        + "Content-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }

  /** Reads the request, says exactly this, and closes. */
  static Manner says(String text) {
    return says(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the request, says exactly this, and closes. */
  static Manner says(byte[] bytes) {
    return socket -> {
      request(socket);
      write(socket, bytes);
    };
  }

  /** Says this, and holds the connection open until the other side closes it. */
  static Manner saysAndStays(String text) {
    return socket -> {
      request(socket);
      write(socket, text.getBytes(StandardCharsets.UTF_8));
      untilClosed(socket);
    };
  }

  /** Answers the text of the request (its head) with what {@code answer} makes of it. */
  static Manner answers(UnaryOperator<String> answer) {
    return socket -> write(socket, answer.apply(request(socket)).getBytes(StandardCharsets.UTF_8));
  }

  /** Takes the connection and never says a word. */
  static Manner hangs() {
    return Manner::untilClosed;
  }

  /** Closes without a word, without even listening. */
  static Manner closesAtOnce() {
    return socket -> {};
  }

  /** Listens, then resets the connection after saying {@code text}. */
  static Manner resets(String text) {
    return socket -> {
      request(socket);
      write(socket, text.getBytes(StandardCharsets.UTF_8));
      socket.setSoLinger(true, 0);
    };
  }

  /** Says {@code head}, then one more byte each 100 ms for ever. */
  static Manner drips(String head) {
    return socket -> {
      request(socket);
      write(socket, head.getBytes(StandardCharsets.UTF_8));
      while (true) {
        Thread.sleep(100);
        write(socket, new byte[] {'.'});
      }
    };
  }

  /** Waits, then serves. */
  static Manner late(long millis, Manner then) {
    return socket -> {
      Thread.sleep(millis);
      then.serve(socket);
    };
  }

  /** Says {@code head}, then {@code again} as fast as the other side takes it, for ever. */
  static Manner floods(String head, String again) {
    byte[] block =
        again.repeat(Math.max(1, 16_384 / again.length())).getBytes(StandardCharsets.UTF_8);
    return socket -> {
      request(socket);
      write(socket, head.getBytes(StandardCharsets.UTF_8));
      while (true) {
        write(socket, block);
      }
    };
  }

  /** Reads a request's head, and of its body what came along. Empty if none came. */
  static String request(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[65_536];
    int length = 0;
    while (length < buffer.length) {
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        break;
      }
      length += read;
      String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
      if (text.contains("\r\n\r\n")) {
        return text;
      }
    }
    return new String(Arrays.copyOf(buffer, length), StandardCharsets.ISO_8859_1);
  }

  /** Waits until the other side closes. */
  static void untilClosed(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8_192];
    while (in.read(buffer) >= 0) {
      continue;
    }
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }
}
