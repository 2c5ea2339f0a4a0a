package homebox.controlplane.notify.bot;

import homebox.controlplane.notify.Cut;
import homebox.controlplane.notify.Letter;
import homebox.controlplane.notify.Letter.Look;
import homebox.controlplane.notify.Letter.Span;
import homebox.controlplane.notify.telegram.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One piece of news from Telegram.
 *
 * @param event empty: nothing that we listen to
 */
record Update(long id, Optional<Event> event) {
  private static final int MOST_NAME = 40;

  /** What happened. */
  sealed interface Event {
    Where where();

    Who who();
  }

  /**
   * Somebody wrote something.
   *
   * @param message its id
   * @param at when, by Telegram's clock
   */
  record Said(Where where, Who who, long message, String text, Instant at) implements Event {}

  /**
   * Somebody pressed a button.
   *
   * @param query is answered
   * @param message to which the button belongs
   * @param data what the button says to us
   * @param shown the message as it stands there; empty if Telegram does not show it any more
   */
  record Pressed(
      Where where, Who who, String query, long message, String data, Optional<Letter> shown)
      implements Event {}

  /** The bot has come into a chat, or has to be silent there. */
  record Seated(Where where, Who who, Membership as) implements Event {}

  /** The group has become another one. */
  record Moved(Where where, Who who, String to) implements Event {}

  /**
   * A chat.
   *
   * @param name {@code @name} in small letters, if it has one
   * @param alone with one person
   * @param thread the topic
   */
  record Where(String chat, Optional<String> name, boolean alone, Optional<Integer> thread) {}

  /**
   * A person.
   *
   * @param id 0: Telegram does not say
   * @param user the name without @ in small letters
   * @param shown as people call that one, on one line
   */
  record Who(long id, Optional<String> user, String shown) {}

  /** Empty if it has no id. */
  static Optional<Update> of(Raw raw) {
    return raw.number("update_id")
        .map(
            id ->
                new Update(
                    id,
                    raw.object("message")
                        .flatMap(Update::written)
                        .or(() -> raw.object("callback_query").flatMap(Update::pressed))
                        .or(() -> raw.object("my_chat_member").flatMap(Update::seated))));
  }

  private static Optional<Event> seated(Raw change) {
    Optional<Raw> now = change.object("new_chat_member");
    Optional<String> status = now.flatMap(raw -> raw.text("status"));
    return where(change)
        .filter(where -> status.isPresent())
        .map(
            where ->
                new Seated(
                    where,
                    who(change.object("from")),
                    new Membership(status.get(), writes(now.get()), where.alone())));
  }

  /** One who is restricted, or an administrator of a channel, may be kept from it. */
  private static boolean writes(Raw member) {
    return Stream.of("can_send_messages", "can_post_messages")
        .allMatch(right -> !member.has(right) || member.is(right));
  }

  private static Optional<Event> written(Raw message) {
    Who who = who(message.object("from"));
    Optional<Where> where = where(message);
    Optional<Event> moved =
        where.flatMap(
            from ->
                message
                    .number("migrate_to_chat_id")
                    .map(to -> new Moved(from, who, String.valueOf(to))));
    boolean own = !message.has("forward_origin") && !message.has("via_bot");
    return moved.or(
        () ->
            where
                .filter(from -> own)
                .flatMap(from -> message.text("text").map(text -> said(from, who, message, text))));
  }

  private static Event said(Where where, Who who, Raw message, String text) {
    return new Said(
        where,
        who,
        message.number("message_id").orElse(0L),
        text,
        Instant.ofEpochSecond(message.number("date").orElse(0L)));
  }

  private static Optional<Event> pressed(Raw query) {
    Optional<Raw> message = query.object("message");
    return query
        .text("id")
        .flatMap(
            id ->
                message
                    .flatMap(Update::where)
                    .map(
                        where ->
                            new Pressed(
                                where,
                                who(query.object("from")),
                                id,
                                message.get().number("message_id").orElse(0L),
                                query.text("data").orElse(""),
                                message.flatMap(Update::shown))));
  }

  private static Optional<Where> where(Raw message) {
    return message
        .object("chat")
        .flatMap(
            chat ->
                chat.number("id")
                    .map(
                        id ->
                            new Where(
                                String.valueOf(id),
                                chat.text("username").map(name -> "@" + small(name)),
                                chat.text("type").filter("private"::equals).isPresent(),
                                topic(message))));
  }

  private static Optional<Integer> topic(Raw message) {
    return message.is("is_topic_message")
        ? message.number("message_thread_id").map(Long::intValue)
        : Optional.empty();
  }

  private static Who who(Optional<Raw> from) {
    Optional<String> user = from.flatMap(raw -> raw.text("username"));
    String name =
        Stream.of("first_name", "last_name")
            .flatMap(part -> from.flatMap(raw -> raw.text(part)).stream())
            .reduce((first, last) -> first + " " + last)
            .orElse("");
    String shown = oneLine(name);
    return new Who(
        from.flatMap(raw -> raw.number("id")).orElse(0L),
        user.map(Update::small),
        shown.isEmpty() ? user.map(it -> "@" + oneLine(it)).orElse("?") : shown);
  }

  /** Anybody may call themselves anything: no controls, no turning of the line. */
  private static String oneLine(String foreign) {
    String line = foreign.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    return line.substring(0, Cut.at(line, MOST_NAME));
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Optional<Letter> shown(Raw message) {
    return message
        .text("text")
        .filter(text -> !text.isEmpty())
        .map(text -> new Letter(text, spans(message, text.length()), false));
  }

  private static List<Span> spans(Raw message, int length) {
    return message.objects("entities").stream().flatMap(each -> span(each, length)).toList();
  }

  private static Stream<Span> span(Raw entity, int length) {
    Optional<Look> look =
        switch (entity.text("type").orElse("")) {
          case "bold" -> Optional.of(Look.BOLD);
          case "code", "pre" -> Optional.of(Look.CODE);
          default -> Optional.empty();
        };
    long from = entity.number("offset").orElse(-1L);
    long size = entity.number("length").orElse(0L);
    boolean inside = from >= 0 && size > 0 && from + size <= length;
    return look.filter(it -> inside).map(it -> new Span(it, (int) from, (int) size)).stream();
  }
}
