package homebox.controlplane.notify;

import homebox.controlplane.config.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one message row says that leaves alone, before it has a language: nearly all about us. */
public sealed interface Own extends Matter
    permits Own.Flapping,
        Own.Online,
        Own.Started,
        Own.Broken,
        Own.Works,
        Own.GivenUp,
        Own.NotTaken,
        Own.Test,
        Own.CutOff,
        Own.SeenAlone,
        Own.TookOver,
        Own.Deserted,
        StatusReport {
  /**
   * We have started.
   *
   * @param interval the default one
   * @param times how often, with this start, since {@code since}; 1 if nothing was kept back
   * @param taken the page's host and port, if somebody else has it
   */
  record Started(int services, Duration interval, int times, Instant since, Optional<String> taken)
      implements Own {
    @Override
    public Kind kind() {
      return Kind.STARTED;
    }
  }

  /**
   * A channel does not deliver.
   *
   * @param since the first message that did not go
   * @param answer what it answered
   * @param mend what to do about it; with it the channel is paused, without it is tried on
   */
  record Broken(String channel, Instant since, String answer, Optional<String> mend)
      implements Own {
    @Override
    public Kind kind() {
      return Kind.CHANNEL;
    }
  }

  /**
   * A service changes its state all the time, or does no more.
   *
   * @param level what it counts as now
   * @param since when that began
   * @param changes of the last 20 rounds; empty: it has come to rest
   * @param length how long it had none; empty: it has lost it
   */
  record Flapping(
      String service,
      boolean critical,
      String level,
      Instant since,
      Optional<Integer> changes,
      Optional<Duration> length)
      implements Own {
    @Override
    public Kind kind() {
      return Kind.FLAPPING;
    }
  }

  /** We were offline, and are not any more. */
  record Online(Instant since, Duration length) implements Own {
    @Override
    public Kind kind() {
      return Kind.INFO;
    }
  }

  /** A channel delivers again, after {@code broken}. */
  record Works(String channel, Duration broken) implements Own {
    @Override
    public Kind kind() {
      return Kind.CHANNEL;
    }
  }

  /**
   * The first message after messages of this channel were given up.
   *
   * @param messages how many
   * @param since the oldest of them
   * @param open all that is DOWN or SLOW now
   */
  record GivenUp(String channel, int messages, Instant since, List<Open> open) implements Own {
    /** Copies what is open. */
    public GivenUp {
      open = List.copyOf(open);
    }

    @Override
    public Kind kind() {
      return Kind.CHANNEL;
    }
  }

  /**
   * A changed configuration cannot be used; what was in force stays.
   *
   * @param faults the first of them, each {@code file:line: path: what — how to mend}
   * @param count how many there are
   */
  record NotTaken(List<String> faults, int count) implements Own {
    private static final int MOST = 20;

    static NotTaken of(Refused refused) {
      List<String> all = refused.faults();
      return new NotTaken(all.subList(0, Math.min(MOST, all.size())), all.size());
    }

    /** Copies the faults. */
    public NotTaken {
      faults = List.copyOf(faults);
    }

    @Override
    public Kind kind() {
      return Kind.INFO;
    }
  }

  /**
   * Somebody tries a channel.
   *
   * @param version ours
   * @param host where we run
   */
  record Test(String version, String host) implements Own {
    @Override
    public Kind kind() {
      return Kind.INFO;
    }
  }

  /**
   * One of several hosts does not reach the database; sent beside it.
   *
   * @param node our name among them
   * @param asked how many services we ask; 0: another one decides
   * @param silent the names of those of them that do not answer us now
   */
  record CutOff(String node, Instant since, int asked, List<String> silent) implements Own {
    /** Copies the names. */
    public CutOff {
      silent = List.copyOf(silent);
    }

    @Override
    public Kind kind() {
      return Kind.CHANNEL;
    }
  }

  /**
   * A service that some hosts see fail, and most do not.
   *
   * @param by the names of those that do
   * @param of how many were asked
   */
  record SeenAlone(String service, Instant since, List<String> by, int of) implements Own {
    /** Copies the names. */
    public SeenAlone {
      by = List.copyOf(by);
    }

    @Override
    public Kind kind() {
      return Kind.INFO;
    }
  }

  /**
   * One of several hosts decides now.
   *
   * @param before the one that did until then
   */
  record TookOver(String node, String before) implements Own {
    @Override
    public Kind kind() {
      return Kind.INFO;
    }
  }

  /**
   * Services that nobody asks, for nobody is where they are seen from.
   *
   * @param places names of hosts, or of where they stand
   * @param services the names of those services
   * @param empty true: no host there lives; false: some do, and do not say what they see
   */
  record Deserted(List<String> places, List<String> services, Instant since, boolean empty)
      implements Own {
    /** Copies the names. */
    public Deserted {
      places = List.copyOf(places);
      services = List.copyOf(services);
    }

    @Override
    public Kind kind() {
      return Kind.INFO;
    }
  }

  /** A service that is DOWN or SLOW now, and since when. */
  record Open(String service, boolean critical, String level, Instant since) {}
}
