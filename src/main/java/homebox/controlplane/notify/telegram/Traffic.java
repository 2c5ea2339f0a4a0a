package homebox.controlplane.notify.telegram;

import homebox.controlplane.config.HttpUrl;
import homebox.controlplane.config.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What one process sends through Telegram: all channels of a bot, and all that write into one chat,
 * share what Telegram takes of them. May be used from anywhere; moments are {@code Pace.nanos()}.
 */
public final class Traffic {
  private record Bot(HttpUrl api, Secret token) {
    static Bot of(Endpoint endpoint) {
      return new Bot(endpoint.api(), endpoint.token());
    }
  }

  private record Chat(Bot bot, String id) {}

  private final Map<Bot, Limits> bots = new HashMap<>();
  private final Map<Chat, Limits> chats = new HashMap<>();

  /**
   * Takes a turn if there is one within {@code atMost}.
   *
   * @return how long until then; longer than {@code atMost}: none was taken
   */
  synchronized Duration reserve(Endpoint as, String chat, long now, Duration atMost) {
    forget(now);
    Limits bot = bot(as, now);
    Limits there = chat(as, chat, now);
    long wait = Math.max(bot.waitNanos(now), there.waitNanos(now));
    if (wait <= atMost.toNanos()) {
      bot.take(now + wait);
      there.take(now + wait);
    }
    return Duration.ofNanos(wait);
  }

  /**
   * Takes a turn for what can wait, so that what cannot finds another: only where nothing was sent
   * for a while, as far as limits go.
   *
   * @return false: none was taken
   */
  synchronized boolean spare(Endpoint as, String chat, long now) {
    forget(now);
    Limits bot = bot(as, now);
    Limits there = chat(as, chat, now);
    boolean idle = bot.full(now) && there.full(now);
    if (idle) {
      bot.take(now);
      there.take(now);
    }
    return idle;
  }

  /**
   * Telegram said to wait: nobody writes there before that. If it says so of a second chat, it
   * means the bot (facts of Telegram's flood control).
   */
  synchronized void refused(Endpoint as, String chat, long now, Duration wait) {
    Limits there = chat(as, chat, now);
    boolean second =
        chats.entrySet().stream()
            .filter(each -> each.getKey().bot().equals(Bot.of(as)) && each.getValue() != there)
            .anyMatch(each -> each.getValue().frozen(now));
    there.freeze(now + wait.toNanos());
    if (second) {
      bot(as, now).freeze(now + wait.toNanos());
    }
  }

  private Limits bot(Endpoint as, long now) {
    return bots.computeIfAbsent(Bot.of(as), bot -> Limits.ofBot(now));
  }

  private Limits chat(Endpoint as, String chat, long now) {
    return chats.computeIfAbsent(new Chat(Bot.of(as), chat), each -> Limits.ofChat(each.id(), now));
  }

  /** Who has all its tokens again is as one that was never here. */
  private void forget(long now) {
    bots.values().removeIf(limits -> limits.full(now));
    chats.values().removeIf(limits -> limits.full(now));
  }
}
