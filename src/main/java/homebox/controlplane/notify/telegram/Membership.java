package homebox.controlplane.notify.telegram;

import homebox.controlplane.notify.Delivery;
import homebox.controlplane.notify.Fault;
import java.util.Optional;

/**
 * What the bot is in a chat, as Telegram says it when that changes ({@code my_chat_member}).
 *
 * @param status such as member, administrator, restricted, left or kicked
 * @param writes it may write there, as far as that is said
 * @param alone the chat is one person's: who kicks it there has blocked it
 */
public record Membership(String status, boolean writes, boolean alone) {
  /** Why nothing can be written there; empty: it can. */
  public Optional<Delivery.Refused> refused() {
    return refusal()
        .map(
            why ->
                new Delivery.Refused(
                    why.sentence() + ": \"" + status + "\"", Fault.AUTH_ERROR, why.mend()));
  }

  private Optional<Refusal> refusal() {
    if (status.equals("left") || status.equals("kicked")) {
      return Optional.of(alone ? Refusal.BLOCKED : Refusal.REMOVED);
    }
    return writes ? Optional.empty() : Optional.of(Refusal.NO_RIGHTS);
  }
}
