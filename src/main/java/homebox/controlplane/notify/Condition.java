package homebox.controlplane.notify;

import homebox.controlplane.notify.ChannelHealth.State;
import homebox.controlplane.time.Pace;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one channel does: kept for the next life, in the log once, and told to who listens. */
final class Condition {
  private static final Logger log = LoggerFactory.getLogger(Condition.class);

  private final MessageStore store;
  private final Pace pace;
  private final Consumer<ChannelHealth> tell;
  private ChannelHealth health;

  Condition(Channel channel, MessageStore store, Pace pace, Consumer<ChannelHealth> tell) {
    this.store = store;
    this.pace = pace;
    this.tell = tell;
    this.health =
        new ChannelHealth(
            channel.name(),
            channel.kind(),
            State.OK,
            pace.instant(),
            Optional.empty(),
            Optional.empty());
  }

  ChannelHealth health() {
    return health;
  }

  boolean paused() {
    return health.state() == State.PAUSED;
  }

  /** How it stood when the last life ended. */
  void remember(MessageStore.Kept kept) {
    if (kept.state() != State.OK) {
      health = health(kept.state(), kept.since(), kept.why(), kept.mend());
      tell.accept(health);
    }
    if (paused()) {
      say();
    }
  }

  /** It delivers. */
  void well() {
    change(State.OK, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * It does not.
   *
   * @param retryAt the other side asked to be left alone until then
   */
  void failing(String why, Optional<Instant> retryAt) {
    change(State.FAILING, Optional.of(why), Optional.empty(), retryAt);
  }

  /** It will not, until somebody does something. */
  void refused(Delivery.Refused refused) {
    change(
        State.PAUSED, Optional.of(refused.answer()), Optional.of(refused.mend()), Optional.empty());
  }

  private void change(
      State state, Optional<String> why, Optional<String> mend, Optional<Instant> retryAt) {
    boolean other = state != health.state();
    if (!other && retryAt.isEmpty() && why.equals(health.why())) {
      return;
    }
    Instant since = other ? pace.instant() : health.since();
    health = health(state, since, why, mend);
    if (other) {
      say();
    }
    var kept = new MessageStore.Kept(state, since, why, mend, retryAt);
    store.keep(health.name(), kept).otherwiseEmpty(); // before others write about it
    tell.accept(health);
  }

  private ChannelHealth health(
      State state, Instant since, Optional<String> why, Optional<String> mend) {
    return new ChannelHealth(health.name(), health.kind(), state, since, why, mend);
  }

  private void say() {
    String name = health.name();
    String why = health.whyAndMend().orElse("");
    switch (health.state()) {
      case OK -> log.info("channel {}: it delivers again", name);
      case FAILING -> log.warn("channel {}: {} — it is tried again", name, why);
      case PAUSED ->
          log.error(
              "channel {}: {} — it is paused, and tested every {} min",
              name,
              why,
              Gate.TEST.toMinutes());
    }
  }
}
