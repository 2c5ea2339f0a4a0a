package homebox.controlplane.web;

import homebox.controlplane.config.InForce;
import homebox.controlplane.config.Refused;
import homebox.controlplane.config.ServiceConfig;
import homebox.controlplane.config.Settings;
import java.util.List;

/** Shows what is in force now, and who looks on gets it as a whole. One event loop's alone. */
record Following(
    ServiceTable table, ServiceView view, Api api, Recent recent, Webroot page, Feed feed) {
  /** The services that are shown of a configuration. */
  static List<ServiceConfig> shown(Settings settings) {
    return settings.services().stream().filter(ServiceConfig::enabled).toList();
  }

  void hear(InForce inForce) {
    Settings now = inForce.settings();
    view.in(now.process().timeZone());
    page.entitle(now.web().title(), now.process().language());
    table.follow(shown(now));
    recent.follow();
    api.follow(inForce);
    feed.again();
  }

  void hear(Refused refused) {
    api.hear(refused);
    feed.again();
  }
}
