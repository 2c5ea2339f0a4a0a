package homebox.controlplane.cluster;

import java.util.Optional;

/**
 * What came of a {@link FarLook}.
 *
 * @param saw {@link #ANSWER}, or why there is none: {@link Ballot#OFFLINE} or {@link Ballot#UNLIKE}
 * @param answer as JSON
 */
public record FarSight(String saw, Optional<String> answer) {
  /** It has looked. */
  public static final String ANSWER = "ANSWER";

  /** It has looked. */
  public static FarSight of(String answer) {
    return new FarSight(ANSWER, Optional.of(answer));
  }

  /** It has not, or what it saw says nothing. */
  public static FarSight none(String why) {
    return new FarSight(why, Optional.empty());
  }
}
