package homebox.controlplane.model;

import homebox.controlplane.model.Transient.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** One fault after the other; each begins when somebody whom it concerns is asked next. */
final class Trouble implements Street.World {
  private final Transient kind;
  private final int services;
  private final Random random;
  private boolean waits;
  private String victim = "";
  private Optional<Instant> began = Optional.empty();

  Trouble(Transient kind, int services, Random random) {
    this.kind = kind;
    this.services = services;
    this.random = random;
  }

  /** The next one. */
  void begin() {
    waits = true;
    began = Optional.empty();
    victim = "s" + (1 + random.nextInt(services - 1));
  }

  boolean isOver(Instant now) {
    return !waits && !lasts(now);
  }

  private boolean lasts(Instant now) {
    return began.filter(at -> !now.isAfter(at.plus(kind.length()))).isPresent();
  }

  @Override
  public char answer(String service, Instant now) {
    if (kind.who() == Who.ONE && !service.equals(victim)) {
      return 'g';
    }
    if (waits) {
      waits = false;
      began = Optional.of(now);
    }
    return lasts(now) ? kind.answer(Duration.between(began.orElseThrow(), now)) : 'g';
  }

  @Override
  public boolean online(Instant now) {
    return kind.who() != Who.OURSELVES || !lasts(now);
  }
}
