package homebox.controlplane.cli;

import homebox.controlplane.bus.Address;
import homebox.controlplane.cli.Errand.Tools;
import homebox.controlplane.cli.diagnose.Diagnosis;
import homebox.controlplane.cli.diagnose.Diagnosis.Means;
import homebox.controlplane.cli.diagnose.Item;
import homebox.controlplane.cli.diagnose.Section;
import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.ConfigLoader;
import homebox.controlplane.config.Reading;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Looks section by section, and shows each as soon as it is known. */
final class Diagnose {
  private final FileOptions files;
  private final Screen screen;
  private final boolean json;
  private final List<DiagnoseJson.Seen> seen = new ArrayList<>();

  Diagnose(FileOptions files, Screen screen, boolean json) {
    this.files = files;
    this.screen = screen;
    this.json = json;
  }

  /** The exit code. */
  int go() {
    Reading reading;
    try {
      reading = ConfigLoader.read(files.source());
    } catch (ConfigFaults faults) {
      look(Diagnosis.of(faults)).await();
      return end();
    }
    Logs.aside(reading.settings().log());
    return new Errand(files, screen).run(reading, tools -> look(tools).map(done -> end()));
  }

  private Future<Void> look(Tools tools) {
    Address.prepare(tools.vertx());
    Asked asked = Asked.of(tools.settings().services(), List.of());
    Check.sayNotYet(asked, screen);
    var survey = new Survey(tools);
    var means = new Means(tools.vertx(), tools.pace(), asked.services(), survey::ask);
    return look(Diagnosis.of(tools.settings(), means));
  }

  private Future<Void> look(List<Section> sections) {
    Future<Void> looked = Future.succeededFuture();
    for (Section section : sections) {
      looked = looked.compose(before -> look(section));
    }
    return looked;
  }

  private Future<Void> look(Section section) {
    screen.progress("looking at: " + section.name() + " …");
    return section.look().get().map(items -> show(section.name(), items)).mapEmpty();
  }

  private List<Item> show(String section, List<Item> items) {
    seen.add(new DiagnoseJson.Seen(section, items));
    if (!json) {
      screen.answer(screen.paint(Ink.BOLD, section));
      items.forEach(this::show);
    }
    return items;
  }

  private void show(Item item) {
    String mark =
        switch (item.mark()) {
          case WELL -> screen.paint(Ink.GREEN, "✓");
          case NOTE -> screen.paint(Ink.YELLOW, "·");
          case BAD -> screen.paint(Ink.RED, "✗");
        };
    screen.answer("  " + mark + " " + item.what());
    item.mend().forEach(line -> screen.answer("    → " + line));
  }

  private int end() {
    long bad = seen.stream().flatMap(each -> each.items().stream()).filter(Diagnose::isBad).count();
    if (json) {
      screen.answer(DiagnoseJson.of(seen, bad == 0));
    } else {
      screen.answer("");
      screen.answer(bad == 0 ? "Nothing must be mended." : bad + " to mend.");
    }
    return bad == 0 ? Exit.WELL : Exit.NOT;
  }

  private static boolean isBad(Item item) {
    return item.mark() == Item.Mark.BAD;
  }
}
