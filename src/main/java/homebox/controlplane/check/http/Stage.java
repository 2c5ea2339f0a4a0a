package homebox.controlplane.check.http;

import homebox.controlplane.check.Reason;

/** What a look is waiting for; the first five are timed. */
enum Stage {
  LOOKUP(Reason.NAME_TIMEOUT),
  CONNECT(Reason.NO_CONNECTION),
  HANDSHAKE(Reason.NO_HANDSHAKE),
  WAITING(Reason.NO_ANSWER),
  TRANSFER(Reason.NO_END),
  /** Ours, not the service's: it does not count into the time. */
  SEARCH(Reason.NOT_COMPARED);

  private final Reason late;

  Stage(Reason late) {
    this.late = late;
  }

  /** Why a look failed that ran out of time here: {0} is the bound, {1} the host. */
  Reason late() {
    return late;
  }
}
