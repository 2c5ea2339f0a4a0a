package homebox.controlplane.web;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Which checks are asked for, and how they are to be written.
 *
 * @param from the first moment
 * @param before the first moment after it
 * @param limit how many; of a page 1 – 500, of a stream as many as there are
 */
record CheckQuery(Format format, Instant from, Instant before, long limit) {
  /** How they are written. */
  enum Format {
    /** A page of them. */
    JSON,
    /** All of them, a line each. */
    CSV,
    /** All of them, an object a line. */
    JSONL
  }

  private static final Instant BEGINNING = Instant.EPOCH;
  private static final Instant END = Instant.ofEpochMilli(Long.MAX_VALUE);
  private static final long USUAL = 100;
  private static final long MOST_OF_A_STREAM = 999_999_999_999L;

  /** What a request asks for; times without a zone are read in {@code zone}. */
  static CheckQuery of(RoutingContext ctx, ZoneId zone) {
    Format format = format(ctx);
    Instant until = time(ctx, "until", zone).orElse(END);
    Instant after = cursor(ctx).orElse(END);
    return new CheckQuery(
        format,
        time(ctx, "from", zone).orElse(BEGINNING),
        after.isBefore(until) ? after : until,
        limit(ctx, format));
  }

  /** True if nothing narrows it: the newest ones, whichever they are. */
  boolean isNewest() {
    return from.equals(BEGINNING) && before.equals(END);
  }

  private static Format format(RoutingContext ctx) {
    String word = one(ctx, "format").orElse("json");
    return List.of(Format.values()).stream()
        .filter(format -> format.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new BadQuery("format is json, csv or jsonl."));
  }

  private static long limit(RoutingContext ctx, Format format) {
    boolean page = format == Format.JSON;
    long most = page ? Paging.MOST : MOST_OF_A_STREAM;
    String text = one(ctx, "limit").orElse(String.valueOf(page ? USUAL : most));
    long limit = text.matches("[0-9]{1,12}") ? Long.parseLong(text) : 0;
    if (limit < 1 || limit > most) {
      throw new BadQuery(
          page
              ? "limit is a number from 1 to " + most + "; format=csv and jsonl know no bound."
              : "limit is a number from 1 on; leave it out for all.");
    }
    return limit;
  }

  private static Optional<Instant> cursor(RoutingContext ctx) {
    return one(ctx, "after")
        .map(
            text -> {
              if (!text.matches("[0-9]{1,15}")) {
                throw new BadQuery(Paging.NO_CURSOR);
              }
              return Instant.ofEpochMilli(Long.parseLong(text));
            });
  }

  private static Optional<Instant> time(RoutingContext ctx, String name, ZoneId zone) {
    return one(ctx, name)
        .map(
            text ->
                Times.read(text, zone)
                    .orElseThrow(
                        () ->
                            new BadQuery(
                                name
                                    + " is a day or a time such as 2026-07-01, 2026-07-01T10:00 or"
                                    + " 2026-07-01T10:00:00Z.")));
  }

  private static Optional<String> one(RoutingContext ctx, String name) {
    return ctx.queryParam(name).stream()
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** Says what is wrong with it and how to mend that. */
  static final class BadQuery extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadQuery(String detail) {
      super(detail, null, false, false);
    }
  }
}
