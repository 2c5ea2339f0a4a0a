package homebox.controlplane.alert;

import homebox.controlplane.store.Database;
import homebox.controlplane.store.Writer.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/** Writes what an order changes and what goes along with it, both or neither. */
record Together(Database database) {
  /** Fails as the database does. */
  Future<Void> write(
      Function<SqlConnection, Future<Void>> work, Function<SqlConnection, Future<Void>> along) {
    return work == Orders.ALONE && along == Orders.ALONE
        ? Future.succeededFuture()
        : database
            .writer()
            .submit(
                Lane.URGENT,
                connection -> work.apply(connection).compose(done -> along.apply(connection)));
  }
}
