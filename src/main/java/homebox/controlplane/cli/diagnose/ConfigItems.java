package homebox.controlplane.cli.diagnose;

import homebox.controlplane.config.ConfigFaults;
import homebox.controlplane.config.Remark;
import homebox.controlplane.config.Settings;
import java.util.ArrayList;
import java.util.List;

/** What was read, and what is wrong with it. */
final class ConfigItems {
  private ConfigItems() {}

  /** The first remark says which files were read. */
  static List<Item> of(Settings settings) {
    var items = new ArrayList<Item>();
    for (Remark remark : settings.remarks()) {
      items.add(items.isEmpty() ? Item.well(remark.text()) : Item.note(remark.text()));
    }
    return items;
  }

  static List<Item> of(ConfigFaults faults) {
    var items = new ArrayList<Item>();
    faults.faults().forEach(fault -> items.add(Item.bad(fault)));
    items.add(Item.note("all else is looked at when this is mended"));
    return items;
  }
}
