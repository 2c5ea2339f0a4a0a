package homebox.controlplane.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.jdbcclient.spi.JDBCColumnDescriptorProvider;
import io.vertx.jdbcclient.spi.JDBCDecoderImpl;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Cells as the database itself gives them: numbers, texts, yes or no, and bytes. Vert.x would ask
 * for the column's type again at each cell, and SQLite's driver would read it out of the table's
 * definition with a regular expression each time: a seventh of the time of a start with a thousand
 * services. Vert.x finds it by {@code META-INF/services}.
 */
public final class Cells extends JDBCDecoderImpl {
  @Override
  public Object parse(ResultSet row, int column, JDBCColumnDescriptorProvider types)
      throws SQLException {
    Object value = row.getObject(column);
    return value instanceof byte[] bytes ? Buffer.buffer(bytes) : cast(value);
  }
}
