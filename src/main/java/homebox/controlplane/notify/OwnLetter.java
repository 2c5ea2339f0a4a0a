package homebox.controlplane.notify;

import java.util.List;
import java.util.function.Predicate;

/** What we say about ourselves. */
final class OwnLetter {
  private final Speech speech;
  private final Own own;

  OwnLetter(Speech speech, Own own) {
    this.speech = speech;
    this.own = own;
  }

  String icon() {
    if (own instanceof Own.Flapping it) {
      return Titles.icon(word(it), it.critical());
    }
    if (own instanceof Own.CutOff) {
      return Titles.icon(Kind.ALERT, true);
    }
    boolean trouble =
        own instanceof Own.NotTaken || own instanceof Own.SeenAlone || own instanceof Own.Deserted;
    Kind word = trouble ? Kind.WARNING : own instanceof Own.Works ? Kind.INFO : own.kind();
    return Titles.icon(word, true);
  }

  /** How bad that is: what it counts as when it is over. */
  private static Kind word(Own.Flapping it) {
    if (it.changes().isPresent()) {
      return Kind.WARNING;
    }
    return switch (it.level()) {
      case "DOWN" -> Kind.ALERT;
      case "SLOW" -> Kind.WARNING;
      default -> Kind.RECOVERY;
    };
  }

  String title() {
    if (own instanceof Own.Flapping it) {
      return it.changes().isPresent()
          ? speech.say("own.flapping")
          : speech.say("own.settled", it.level());
    }
    if (own instanceof Own.Online) {
      return speech.say("own.online");
    }
    if (own instanceof Own.Broken it) {
      return speech.say("own.broken", it.channel());
    }
    if (own instanceof Own.Works it) {
      return speech.say("own.works", it.channel());
    }
    if (own instanceof Own.NotTaken) {
      return speech.say("own.not-taken");
    }
    if (own instanceof Own.CutOff it) {
      return speech.say("own.cut-off", it.node());
    }
    if (own instanceof Own.SeenAlone it) {
      return speech.say("own.seen-alone", String.join(", ", it.by()));
    }
    if (own instanceof Own.TookOver it) {
      return speech.say("own.took-over", it.node());
    }
    if (own instanceof Own.Deserted it) {
      return speech.say(
          "own.deserted",
          String.join(", ", it.places()),
          it.services().size(),
          it.services().isEmpty() ? "" : it.services().get(0));
    }
    if (own instanceof Own.GivenUp it) {
      return speech.say("own.lost", it.channel(), it.messages());
    }
    return speech.say(
        own instanceof StatusReport
            ? "own.report"
            : own instanceof Own.Test ? "own.test" : "own.started");
  }

  /** What stands below the title. */
  void write(Draft draft, int kept) {
    draft.plain("\n");
    if (own instanceof Own.Flapping it) {
      flapping(draft, it);
    } else if (own instanceof Own.Online it) {
      draft.lineIfRoom(speech.say("online.length", speech.rough(it.length())));
      draft.lineIfRoom(speech.say("label.since", speech.when(it.since())));
      draft.lineIfRoom(speech.say("online.unknown"));
    } else if (own instanceof Own.Started it) {
      started(draft, it);
    } else if (own instanceof Own.Broken it) {
      broken(draft, it);
    } else if (own instanceof Own.Works it) {
      draft.lineIfRoom(speech.say("works.after", speech.rough(it.broken())));
    } else if (own instanceof Own.GivenUp it) {
      lost(draft, it, kept);
    } else if (own instanceof Own.NotTaken it) {
      notTaken(draft, it, kept);
    } else if (own instanceof Own.CutOff it) {
      cutOff(draft, it, kept);
    } else if (own instanceof Own.SeenAlone it) {
      draft.bold(it.service()).plain("\n");
      draft.lineIfRoom(speech.say("label.since", speech.when(it.since())));
      draft.lineIfRoom(speech.say("seen-alone.of", it.by().size(), it.of()));
    } else if (own instanceof Own.TookOver it) {
      draft.lineIfRoom(speech.say("took-over.before", it.before()));
    } else if (own instanceof Own.Deserted it) {
      deserted(draft, it, kept);
    } else if (own instanceof Own.Test it) {
      draft.lineIfRoom(speech.say("test.works", it.version(), it.host()));
    } else if (own instanceof StatusReport it) {
      new ReportLetter(speech, it).write(draft, kept);
    }
  }

  private void flapping(Draft draft, Own.Flapping it) {
    draft.bold(it.service()).plain("\n");
    draft.lineIfRoom(speech.say("label.status", it.level(), speech.when(it.since())));
    it.changes().ifPresent(changes -> draft.lineIfRoom(speech.say("flapping.changes", changes)));
    it.changes().ifPresent(changes -> draft.lineIfRoom(speech.say("flapping.quiet")));
    it.length()
        .ifPresent(length -> draft.lineIfRoom(speech.say("flapping.for", speech.rough(length))));
  }

  private void notTaken(Draft draft, Own.NotTaken it, int kept) {
    draft.lineIfRoom(speech.say("not-taken.count", it.count()));
    list(draft, it.faults(), it.count(), kept);
  }

  /** As many as there is room for, and how many more of {@code count} there are. */
  private void list(Draft draft, List<String> items, int count, int kept) {
    int below = kept + speech.say("more", count).length() + 1;
    int told = 0;
    while (told < items.size() && fits(draft, items.get(told), below)) {
      draft.lineIfRoom("• " + items.get(told++));
    }
    if (told < count) {
      draft.lineIfRoom(speech.say("more", count - told));
    }
  }

  private void cutOff(Draft draft, Own.CutOff it, int kept) {
    draft.lineIfRoom(speech.say("label.since", speech.when(it.since())));
    draft.lineIfRoom(speech.say("cut-off.quiet"));
    if (it.asked() == 0) {
      draft.lineIfRoom(speech.say("cut-off.idle"));
    } else if (it.silent().isEmpty()) {
      draft.lineIfRoom(speech.say("cut-off.well", it.asked()));
    } else {
      draft.lineIfRoom(speech.say("cut-off.silent", it.silent().size(), it.asked()));
      list(draft, it.silent(), it.silent().size(), kept);
    }
  }

  private void deserted(Draft draft, Own.Deserted it, int kept) {
    int count = it.services().size();
    draft.lineIfRoom(speech.say("label.since", speech.when(it.since())));
    draft.lineIfRoom(speech.say(it.empty() ? "deserted.empty" : "deserted.mute", count));
    if (count > 1) {
      list(draft, it.services(), count, kept);
    }
  }

  private static boolean fits(Draft draft, String fault, int below) {
    return "• ".length() + fault.length() + 1 + below <= draft.room();
  }

  private void started(Draft draft, Own.Started it) {
    draft.lineIfRoom(speech.say("started.services", it.services()));
    draft.lineIfRoom(speech.say("started.interval", speech.rough(it.interval())));
    if (it.times() > 1) {
      draft.lineIfRoom(speech.say("started.times", it.times(), speech.when(it.since())));
    }
    it.taken().ifPresent(place -> draft.lineIfRoom(speech.say("started.taken", place)));
  }

  private void broken(Draft draft, Own.Broken it) {
    draft.lineIfRoom(speech.say("label.since", speech.when(it.since())));
    draft.lineIfRoom(speech.say("broken.answer", speech.answer(it.answer())));
    it.mend().ifPresent(mend -> draft.lineIfRoom(speech.say("broken.mend", speech.cure(mend))));
    draft.lineIfRoom(speech.say(it.mend().isPresent() ? "broken.paused" : "broken.tried"));
  }

  private void lost(Draft draft, Own.GivenUp it, int kept) {
    draft.lineIfRoom(speech.say("lost.since", speech.when(it.since())));
    List<Section> sections =
        List.of(
            now("lost.down", Kind.ALERT, it, open -> open.level().equals("DOWN")),
            now("lost.slow", Kind.WARNING, it, open -> !open.level().equals("DOWN")));
    List<Section> open = sections.stream().filter(each -> !each.lines().isEmpty()).toList();
    if (open.isEmpty()) {
      draft.lineIfRoom(speech.say("lost.none"));
    } else {
      new Roll(draft, speech, open, kept).write();
    }
  }

  private Section now(String key, Kind word, Own.GivenUp it, Predicate<Own.Open> which) {
    List<Own.Open> some = it.open().stream().filter(which).toList();
    boolean critical = some.stream().anyMatch(Own.Open::critical);
    return new Section(
        Titles.icon(word, critical),
        speech.say(key, some.size()),
        some.stream().map(open -> line(word, open)).toList());
  }

  private Section.Line line(Kind word, Own.Open open) {
    String since = speech.say("line.since", speech.when(open.since()));
    return new Section.Line(Titles.icon(word, open.critical()), open.service(), "", since);
  }
}
