package homebox.controlplane.alert;

import homebox.controlplane.time.Pace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The channels that would send at once. Belongs to one context. */
final class Claimers {
  private final Pace pace;
  private final Map<String, Ready> ready = new HashMap<>();

  Claimers(Pace pace) {
    this.pace = pace;
  }

  void hear(Ready said) {
    if (said.yes()) {
      ready.put(said.channel(), said);
    } else {
      ready.remove(said.channel());
    }
  }

  /**
   * What the messages of a change are to be claimed by. Each channel claims one change, until it
   * says again that it is ready: of a storm it would only have to let go. A change that is no
   * transition is not claimed: nobody could tell whether it was written, were the answer to its
   * commit lost.
   */
  Claim claim(Change change) {
    var by = new HashMap<String, Ready>();
    if (change.transition().isPresent()) {
      for (Message message : change.messages()) {
        Optional.ofNullable(ready.remove(message.channel()))
            .ifPresent(claimer -> by.put(message.channel(), claimer));
      }
    }
    return by.isEmpty() ? Claim.NONE : new Claim(by, pace.nanos(), pace.instant());
  }
}
