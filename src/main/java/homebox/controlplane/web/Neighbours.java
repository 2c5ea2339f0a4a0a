package homebox.controlplane.web;

import homebox.controlplane.alert.Orders;
import homebox.controlplane.history.Past;
import homebox.controlplane.store.Database;

/** The rooms that the page asks, and the one that does what it is told. */
public record Neighbours(Database database, Past past, Orders orders) {}
