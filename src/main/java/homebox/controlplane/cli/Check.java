package homebox.controlplane.cli;

import homebox.controlplane.bus.Address;
import homebox.controlplane.check.Finding;
import homebox.controlplane.check.Level;
import homebox.controlplane.cli.Errand.Tools;
import io.vertx.core.Future;
import java.util.List;

/** Asks, answers with a table or JSON, and knows the exit code. */
final class Check {
  private final Tools tools;
  private final boolean json;

  Check(Tools tools, boolean json) {
    this.tools = tools;
    this.json = json;
  }

  /** The exit code. */
  Future<Integer> of(List<String> names) {
    Asked asked = Asked.of(tools.settings().services(), names);
    if (!asked.faults().isEmpty()) {
      asked.faults().forEach(tools.screen()::say);
      return Future.succeededFuture(Exit.MISTAKE);
    }
    sayNotYet(asked, tools.screen());
    Address.prepare(tools.vertx());
    return new Survey(tools).ask(asked.services()).map(this::answer);
  }

  /** Who is not asked, and why. */
  static void sayNotYet(Asked asked, Screen screen) {
    asked
        .notYet()
        .forEach(name -> screen.say(name + " is not asked: this version cannot ask its kind yet"));
    if (asked.services().isEmpty()) {
      screen.say("nothing to ask: no service is listed and enabled");
    }
  }

  private int answer(List<Finding> findings) {
    if (json) {
      tools.screen().answer(CheckJson.of(findings, tools.settings().process().timeZone()));
    } else {
      new CheckTable(tools.screen()).show(findings);
    }
    boolean down = findings.stream().anyMatch(finding -> finding.level() == Level.DOWN);
    return down ? Exit.NOT : Exit.WELL;
  }
}
