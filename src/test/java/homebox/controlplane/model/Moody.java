package homebox.controlplane.model;

import homebox.controlplane.model.Plan.Reply;
import homebox.controlplane.notify.Channel;
import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Mandate;
import homebox.controlplane.notify.OutboxRow;
import homebox.controlplane.notify.Wording;
import homebox.controlplane.time.Pace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A channel that answers as the plan will have it, for one life of the process. */
final class Moody implements Channel {
  static final String NAME = "telegram";

  /** What is written on each line of a message. */
  static final Wording WORDING = new KeyLines();

  private static final String REPEAT = "?";
  private static final String NOT_STORED = "!";

  private final String name;
  private final Pace pace;
  private final Supplier<Reply> replies;
  private final Consumer<Line> tried;
  private boolean over;

  /** One row of a message that was tried, and what became of it. */
  record Line(String key, boolean marked, boolean stored, Reply reply) {}

  Moody(Pace pace, Supplier<Reply> replies, Consumer<Line> tried) {
    this(NAME, pace, replies, tried);
  }

  private Moody(String name, Pace pace, Supplier<Reply> replies, Consumer<Line> tried) {
    this.name = name;
    this.pace = pace;
    this.replies = replies;
    this.tried = tried;
  }

  /** A channel of that name which takes whatever comes. */
  static Moody calm(String name, Pace pace) {
    return new Moody(name, pace, () -> Reply.SENT, line -> {});
  }

  /** The process is dead: what is still tried in its name does not happen. */
  void end() {
    over = true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return name;
  }

  @Override
  public int longest() {
    return 130; // three keys
  }

  @Override
  public Future<Delivery> deliver(Letter letter, Mandate mandate) {
    if (over) {
      return Promise.<Delivery>promise().future();
    }
    Reply reply = replies.get();
    letter.text().lines().forEach(line -> tried.accept(line(line, reply)));
    return answer(reply);
  }

  private static Line line(String text, Reply reply) {
    String[] parts = text.split(" ", -1);
    return new Line(parts[0], parts[1].contains(REPEAT), !parts[1].contains(NOT_STORED), reply);
  }

  private Future<Delivery> answer(Reply reply) {
    return switch (reply) {
      case SENT -> Future.succeededFuture(sent());
      case SENT_AFTER_12_S -> sentAfter(Duration.ofSeconds(12));
      case LATER -> later(Optional.empty(), false);
      case LATER_IN_20_S -> later(Optional.of(Duration.ofSeconds(20)), false);
      case LATER_IN_5_MIN -> later(Optional.of(Duration.ofMinutes(5)), false);
      case LOST, LOST_BUT_HEARD -> later(Optional.empty(), true);
      case HANGS, HANGS_BUT_HEARD -> Promise.<Delivery>promise().future();
      case UNKNOWN -> Future.succeededFuture(new Delivery.Unknown("What?", Fault.OTHER));
      case REFUSED ->
          Future.succeededFuture(new Delivery.Refused("No.", Fault.AUTH_ERROR, "mend it"));
    };
  }

  private static Delivery sent() {
    return new Delivery.Sent("It arrived.", Optional.of("1"));
  }

  private Future<Delivery> sentAfter(Duration delay) {
    Promise<Delivery> answer = Promise.promise();
    pace.after(delay, () -> answer.complete(sent()));
    return answer.future();
  }

  private static Future<Delivery> later(Optional<Duration> after, boolean ambiguous) {
    return Future.succeededFuture(new Delivery.Later("Not now.", Fault.OTHER, after, ambiguous));
  }

  @Override
  public Future<Delivery> test() {
    return answer(replies.get() == Reply.REFUSED ? Reply.REFUSED : Reply.SENT);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private static final class KeyLines implements Wording {
    @Override
    public Letter letter(List<OutboxRow> rows, int longest) {
      return new Letter(text(rows), List.of(), false);
    }

    @Override
    public int fitting(List<OutboxRow> rows, int longest) {
      int fits = 1;
      while (fits < rows.size() && text(rows.subList(0, fits + 1)).length() <= longest) {
        fits++;
      }
      return fits;
    }

    private static String text(List<OutboxRow> rows) {
      return rows.stream()
          .map(
              row ->
                  row.key()
                      + " "
                      + (row.possibleRepeat() ? REPEAT : "")
                      + (row.id() == 0 ? NOT_STORED : ""))
          .collect(Collectors.joining("\n"));
    }
  }
}
