package homebox.controlplane.web;

import homebox.controlplane.config.PasswordHash;
import homebox.controlplane.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether a password is right. That is slow by intention, so it is done off the event loop,
 * one after the other, and few may wait: a flood of guesses takes one processor at most. One that
 * was right is remembered by a quick digest under a key that nobody else has. One event loop's
 * alone.
 */
final class Passwords {
  /** How many may be compared or wait for it. */
  static final int MOST = 20;

  private static final String MAC = "HmacSHA256";

  private final WorkerExecutor workers;
  private final SecretKeySpec key;
  private Optional<Future<PasswordHash>> hash = Optional.empty();
  private Optional<byte[]> right = Optional.empty();
  private int waiting;

  Passwords(Vertx vertx) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, MAC);
    this.workers = vertx.createSharedWorkerExecutor("passwords", 1);
  }

  /** Too many wait already. */
  static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("too many log in at once", null, false, false);
    }
  }

  /** This is the one from now on; empty: none is right. */
  void follow(Optional<Secret> written) {
    right = Optional.empty();
    hash = written.map(word -> workers.executeBlocking(() -> PasswordHash.from(word), true));
  }

  boolean isSet() {
    return hash.isPresent();
  }

  /** Tells one password from another, and nobody what it is. */
  String digest(Secret password) {
    return HexFormat.of().formatHex(quick(password.reveal()));
  }

  /** True if it was right before: no time is lost. */
  boolean knows(String password) {
    return right.filter(known -> MessageDigest.isEqual(known, quick(password))).isPresent();
  }

  /** Whether it is right. Fails with {@link Busy} where too many wait. */
  Future<Boolean> matches(String password) {
    if (hash.isEmpty() || waiting >= MOST) {
      return hash.isEmpty() ? Future.succeededFuture(false) : Future.failedFuture(new Busy());
    }
    waiting++;
    Future<PasswordHash> asked = hash.get();
    return asked
        .compose(known -> workers.executeBlocking(() -> known.matches(password), true))
        .onComplete(
            (fits, bug) -> {
              waiting--;
              if (bug == null && fits && hash.filter(now -> now == asked).isPresent()) {
                right = Optional.of(quick(password));
              }
            });
  }

  private byte[] quick(String password) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("each Java has " + MAC, impossible);
    }
  }
}
