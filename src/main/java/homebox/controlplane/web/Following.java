package homebox.controlplane.web;

import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Refused;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import java.util.List;

/** Shows what is in force now, and whoever looks on gets it as a whole. One event loop's alone. */
record Following(Rooms rooms, Entrance entrance, Webroot page, Feed feed) {
  /** What knows of services and times. */
  record Rooms(ServiceTable table, ServiceView view, Api api, Recent recent) {}

  /** The services that are shown of a configuration. */
  static List<ServiceConfig> shown(Settings settings) {
    return settings.services().stream().filter(ServiceConfig::enabled).toList();
  }

  void hear(InForce inForce) {
    Settings now = inForce.settings();
    rooms.view().in(now.process().timeZone());
    rooms.table().follow(shown(now));
    rooms.recent().follow();
    rooms.api().follow(inForce);
    page.entitle(now.web().title(), now.process().language());
    boolean otherAccess = entrance.follow(now.web().access());
    feed.again();
    if (otherAccess) {
      feed.end(); // who comes back is let in, or not, by what holds now
    }
  }

  void hear(Refused refused) {
    rooms.api().hear(refused);
    feed.again();
  }
}
