package homebox.controlplane.config;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: salted, and slow to compute for whoever has to guess (PBKDF2 of RFC
 * 8018 with HMAC-SHA-512). As a text it is {@code pbkdf2-sha512:ROUNDS:SALT:HASH}, salt and hash in
 * Base64 for addresses; it holds nothing that a shell or Compose would read as something else.
 */
public final class PasswordHash {
  /** How many are computed for a new one: about a third of a second of a small machine. */
  static final int ROUNDS = 210_000;

  private static final int LEAST = 100_000;
  private static final int MOST = 10_000_000;
  private static final int SALT = 16;
  private static final int BYTES = 32;
  private static final String NAME = "pbkdf2-sha512:";
  private static final Pattern FORM =
      Pattern.compile(NAME + "([0-9]{1,8}):([A-Za-z0-9_-]{22,86}):([A-Za-z0-9_-]{43})");

  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int rounds, byte[] salt, byte[] hash) {
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  /** That of a password, with a new salt. Takes its time: blocks. */
  public static PasswordHash of(String password) {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return new PasswordHash(ROUNDS, salt, compute(password, salt, ROUNDS));
  }

  /** What is meant as a hash has to be one. */
  static Secret checked(Secret written) {
    if (isMeant(written.reveal())) {
      parse(written.reveal());
    }
    return written;
  }

  /** True for what is meant as a hash, and no password. */
  static boolean isMeant(String text) {
    return text.startsWith(NAME);
  }

  /**
   * What a configuration says: a hash, or a password, of which it is made. Blocks.
   *
   * @throws IllegalArgumentException what is wrong with a hash — how to mend it
   */
  public static PasswordHash from(Secret written) {
    String text = written.reveal();
    return isMeant(text) ? parse(text) : of(text);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException what is wrong — how to mend it
   */
  static PasswordHash parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw Words.misfit("is no whole hash — make one with control-plane hash-password");
    }
    int rounds = Integer.parseInt(form.group(1));
    if (rounds < LEAST || rounds > MOST) {
      throw Words.misfit("is a hash of too few or too many rounds — make one with hash-password");
    }
    return new PasswordHash(rounds, bytes(form.group(2)), bytes(form.group(3)));
  }

  /** Whether it is that password's. Takes its time: blocks. */
  public boolean matches(String password) {
    return MessageDigest.isEqual(hash, compute(password, salt, rounds));
  }

  /** As one writes it into a configuration. */
  public String text() {
    var base64 = Base64.getUrlEncoder().withoutPadding();
    return NAME + rounds + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
  }

  @Override
  public String toString() {
    return "***";
  }

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  private static byte[] compute(String password, byte[] salt, int rounds) {
    var key = new PBEKeySpec(password.toCharArray(), salt, rounds, BYTES * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(key).getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("each Java has PBKDF2", impossible);
    } finally {
      key.clearPassword();
    }
  }
}
