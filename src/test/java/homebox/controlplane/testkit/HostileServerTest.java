package homebox.controlplane.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import org.junit.jupiter.api.RepeatedTest;

/** What other tests rely on. */
class HostileServerTest {
  @RepeatedTest(300)
  void closed_it_takes_no_connection_any_more() {
    HostileServer server = HostileServer.plain(socket -> {});

    server.close();

    assertThatThrownBy(() -> new Socket("127.0.0.1", server.port()).close())
        .isInstanceOf(ConnectException.class);
  }
}
