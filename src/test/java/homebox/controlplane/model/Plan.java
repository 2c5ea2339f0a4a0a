package homebox.controlplane.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens, from an empty file on.
 *
 * @param full in a house in which anything may stand against telling that something got worse
 */
record Plan(Duration groupWait, boolean full, List<Step> steps) {
  /** In a house in which nothing does. */
  Plan(Duration groupWait, List<Step> steps) {
    this(groupWait, false, steps);
  }

  /** One thing that happens. */
  sealed interface Step {}

  /** These answers, one a second: g good, s slow, f failed. G, S, F take most of a second. */
  record Answers(String service, String letters) implements Step {}

  /** Nothing, for so long. */
  record Pass(Duration time) implements Step {}

  /** From now on the channel answers so, in turn. */
  record Mood(List<Reply> replies) implements Step {}

  /** The disk answers nothing for so long. */
  record Hang(Duration time) implements Step {}

  /** Another program holds the write lock for so long. */
  record Lock(Duration time) implements Step {}

  /**
   * The process dies without a word, after so many more pieces of work on its file, at the latest
   * when it would begin the one after that; and the next one comes up after {@code off}.
   *
   * @param again the next one dies as well, after so many pieces of work
   */
  record Death(int after, Duration off, Optional<Integer> again) implements Step {}

  /** An orderly stop, and a start. */
  record Restart(Duration off) implements Step {}

  /**
   * Somebody wants something.
   *
   * @param length of what has one
   */
  record Wish(What what, String service, Duration length) implements Step {}

  /** While a question is on its way, for two seconds, somebody wants something. */
  record Meanwhile(String service, char letter, Wish wish) implements Step {}

  /** What people want. */
  enum What {
    MUTE,
    UNMUTE,
    PAUSE,
    RESUME,
    WORK,
    WORK_IN_20_S,
    /** Of the work that was planned first. */
    CALL_OFF,
    ACKNOWLEDGE
  }

  /** A service is taken out of the configuration, or is there again. */
  record Watch(String service, boolean watched) implements Step {}

  /** The network is there from now on, or is not. */
  record Network(boolean there) implements Step {}

  /** What the channel does with one message. */
  enum Reply {
    SENT(true),
    SENT_AFTER_12_S(true),
    LATER(false),
    LATER_IN_20_S(false),
    LATER_IN_5_MIN(false),
    LOST(false),
    LOST_BUT_HEARD(true),
    HANGS(false),
    HANGS_BUT_HEARD(true),
    UNKNOWN(false),
    REFUSED(false);

    /** People read it. */
    final boolean heard;

    Reply(boolean heard) {
      this.heard = heard;
    }
  }
}
