package homebox.controlplane;

import homebox.controlplane.testkit.TelegramFault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The steps of an alert at which the process is killed. Each is reached from outside: by the lock
 * of the database, and by what Telegram does.
 */
enum KillStep {
  /** It was decided that the service is DOWN; the database cannot take it. */
  BEFORE_THE_COMMIT("", 1_500) {
    @Override
    void reach(KillScene scene) {
      scene.lock();
      int asked = scene.site.asked();
      scene.site.answers(500);
      scene.await("two failed answers", () -> scene.site.asked() >= asked + 2);
    }
  },
  /** It is on the disk, and waits for its group. */
  AFTER_THE_COMMIT("DUE", 200) {
    @Override
    void reach(KillScene scene) {
      scene.site.answers(500);
      scene.awaitRow(); // who misses this half a second finds that it was too late for it
    }
  },
  /** It is claimed; Telegram has heard nothing of it. */
  AFTER_THE_CLAIM("SENDING", 300) {
    @Override
    void reach(KillScene scene) {
      scene.telegram.always(TelegramFault.unheard(Duration.ofSeconds(5)));
      scene.site.answers(500);
      scene.awaitRow("SENDING");
    }
  },
  /** Telegram has the message and keeps its answer. */
  AFTER_THE_REQUEST("SENDING", 300) {
    @Override
    void reach(KillScene scene) {
      int heard = scene.telegram.messages().size();
      scene.telegram.always(TelegramFault.hang());
      scene.site.answers(500);
      scene.await("the request", () -> scene.telegram.messages().size() > heard);
    }
  },
  /** Telegram has answered; the database cannot take it. */
  AFTER_THE_ANSWER("SENDING", 800) {
    @Override
    void reach(KillScene scene) {
      var answered = new AtomicBoolean();
      scene.telegram.script(TelegramFault.between(scene::lock, () -> answered.set(true)));
      scene.site.answers(500);
      scene.await("the answer", answered::get);
    }
  },
  /** It is told, and stands as told. */
  AFTER_THE_MARK("SENT", 300) {
    @Override
    void reach(KillScene scene) {
      scene.site.answers(500);
      scene.awaitRow("SENT");
    }
  },
  /** Wherever it happens to be. */
  AT_ANY_MOMENT("", 1_500) {
    @Override
    void reach(KillScene scene) {
      scene.site.answers(500);
    }
  },
  /** It is on the disk, claimed as it was written; Telegram may have heard of it. */
  WRITTEN_AS_CLAIMED("SENDING", 10) {
    @Override
    void reach(KillScene scene) {
      scene.telegram.always(TelegramFault.hang());
      scene.site.answers(500);
      scene.awaitRow("SENDING");
    }

    @Override
    String groupWait() {
      return "0";
    }
  },
  /** The same, wherever it happens to be. */
  AT_ANY_MOMENT_WITHOUT_A_GROUP("", 600) {
    @Override
    void reach(KillScene scene) {
      scene.site.answers(500);
    }

    @Override
    String groupWait() {
      return "0";
    }
  };

  private final String state;
  private final int spread;

  KillStep(String state, int spread) {
    this.state = state;
    this.spread = spread;
  }

  /** Makes an outage and lets it come as far as this. */
  abstract void reach(KillScene scene);

  private boolean anywhere() {
    return this == AT_ANY_MOMENT || this == AT_ANY_MOMENT_WITHOUT_A_GROUP;
  }

  /** How long the first of a group waits for others. */
  String groupWait() {
    return "500ms";
  }

  /** The latest moment of the kill after it was reached, in ms. */
  int spread() {
    return spread;
  }

  /** Whether this, on the disk after the kill, is what the step is about; empty: no row. */
  boolean isAt(String found) {
    return anywhere() || state.equals(found);
  }
}
