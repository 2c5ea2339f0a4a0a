package homebox.controlplane.notify;

import homebox.controlplane.time.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a channel may be written to. One that refused for good is closed and tested now and then;
 * after a good test what is due may try, and the channel is open again when that has arrived: for
 * Telegram shows a chat whose owner has blocked the bot as if nothing were. Belongs to one context.
 */
final class Gate {
  /** How often a paused channel is tested. */
  static final Duration TEST = Duration.ofMinutes(10);

  private final Condition condition;
  private final Pace pace;
  private final Runnable onTrial;
  private Postman postman;
  private Pace.Timer timer = () -> {};
  private boolean trial;
  private boolean toldSo;
  private boolean stopped;

  /**
   * An open one.
   *
   * @param onTrial is told that a paused channel may be tried
   */
  Gate(Condition condition, Postman postman, Pace pace, Runnable onTrial) {
    this.condition = condition;
    this.postman = postman;
    this.pace = pace;
    this.onTrial = onTrial;
  }

  /** How it stood when the last life ended. */
  void remember(MessageStore.Kept kept) {
    condition.remember(kept);
  }

  /** From now on through this one, which is tested where the channel is paused. */
  void use(Postman next) {
    postman = next;
    toldSo = false;
    if (condition.paused()) {
      test();
    }
  }

  boolean closed() {
    return condition.paused() && !trial;
  }

  /** A message has arrived. */
  void delivers() {
    trial = false;
    toldSo = false;
    condition.well();
  }

  /**
   * There is nothing to tell: a good test is all that can be had. Where the other side itself has
   * said that it takes nothing, it says more than a test.
   */
  void idle() {
    if (trial && toldSo) {
      trial = false;
      testLater();
    } else if (trial) {
      delivers();
    }
  }

  /** The other side has said so, unasked. */
  void told(Delivery.Refused refused) {
    toldSo = true;
    refused(refused);
  }

  /** It has said that this is over. */
  void welcome() {
    toldSo = false;
    if (condition.paused()) {
      test();
    }
  }

  /** It did not take a message, and may take it later. */
  void failing(String why, Optional<Instant> retryAt) {
    trial = false;
    condition.failing(why, retryAt);
  }

  /** It takes none, until somebody does something. */
  void refused(Delivery.Refused refused) {
    trial = false;
    condition.refused(refused);
    testLater();
  }

  /**
   * Of one that is not paused nothing is concluded: what becomes of a message decides, and this has
   * made the first one quicker.
   */
  void test() {
    Postman asked = postman;
    if (!stopped) {
      asked.test().onSuccess(answer -> tested(asked, answer));
    }
  }

  void stop() {
    stopped = true;
    timer.cancel();
  }

  private void tested(Postman asked, Delivery answer) {
    if (!condition.paused() || asked != postman) {
      return;
    }
    if (answer instanceof Delivery.Sent) {
      trial = true;
      onTrial.run();
    } else if (answer instanceof Delivery.Refused refused) {
      refused(refused);
    } else {
      testLater();
    }
  }

  private void testLater() {
    timer.cancel();
    timer = pace.after(TEST, this::test);
  }
}
