package homebox.controlplane.web;

import homebox.controlplane.alert.Orders;
import homebox.controlplane.config.Editor;
import homebox.controlplane.history.Past;
import homebox.controlplane.store.Database;

/**
 * The rooms that the page asks, and those that do what they are told.
 *
 * @param orders about services, incidents and planned work
 * @param editor of the configuration
 */
public record Neighbours(Database database, Past past, Orders orders, Editor editor) {}
