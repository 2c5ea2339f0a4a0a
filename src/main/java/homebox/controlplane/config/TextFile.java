package homebox.controlplane.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a small text file, or says {@code what — how to mend}. */
final class TextFile {
  /** What Java puts in the place of what is no UTF-8. */
  private static final char REPLACED = '\uFFFD';

  private static final long MOST_BYTES = 256L << 20;

  private TextFile() {}

  /** What is in it. */
  static byte[] bytes(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("is not there — create it, or name another one");
    }
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException("is a directory — put a file there, or name another one");
    }
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new IllegalArgumentException("is larger than 256 MiB — name a smaller one");
      }
      return Files.readAllBytes(path);
    } catch (AccessDeniedException denied) {
      throw new IllegalArgumentException("may not be read — give our user the right to", denied);
    } catch (IOException broken) {
      throw new IllegalArgumentException("cannot be read — check the disk and the file", broken);
    }
  }

  /** The same as text, without a byte order mark. */
  static String text(byte[] bytes) {
    String text = decoded(bytes);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String decoded(byte[] bytes) {
    String usual = new String(bytes, StandardCharsets.UTF_8);
    if (usual.indexOf(REPLACED) < 0) {
      return usual;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException foreign) {
      throw new IllegalArgumentException(
          "is no UTF-8 text (line " + lineOf(bytes, in.position()) + ") — save it as UTF-8",
          foreign);
    }
  }

  private static int lineOf(byte[] bytes, int end) {
    int line = 1;
    for (int i = 0; i < end; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
