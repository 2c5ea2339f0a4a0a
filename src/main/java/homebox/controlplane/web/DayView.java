package homebox.controlplane.web;

import homebox.controlplane.history.Amounts;
import homebox.controlplane.history.Day;
import io.vertx.core.json.JsonArray;
import java.util.List;

/** The form in which the API shows days. */
final class DayView {
  private DayView() {}

  /** A thousand services are 90,000 days, nearly all of which are fine: those are short. */
  static JsonArray json(List<Day> days) {
    var all = new JsonArray();
    days.forEach(day -> all.add(day == null ? null : day.fine() ? (Object) 1 : json(day)));
    return all;
  }

  private static JsonArray json(Day day) {
    Amounts amounts = day.amounts();
    return JsonArray.of(
        amounts.up(),
        amounts.down(),
        amounts.unknown(),
        amounts.maintenance(),
        day.slow(),
        day.outages(),
        amounts.paused());
  }
}
