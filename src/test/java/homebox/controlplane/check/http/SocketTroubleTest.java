package homebox.controlplane.check.http;

import static org.assertj.core.api.Assertions.assertThat;

import homebox.controlplane.check.Reason;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SocketTroubleTest {
  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(new ConnectException("Connexion refus\u00e9e"), Reason.REFUSED),
        Arguments.of(new ConnectException("x(..) failed with error(-111): x"), Reason.REFUSED),
        Arguments.of(
            new ConnectException("x(..) failed with error(-110): x"), Reason.NO_CONNECTION),
        Arguments.of(new ConnectException("Connection timed out"), Reason.NO_CONNECTION),
        Arguments.of(new ConnectTimeoutException("x"), Reason.NO_CONNECTION),
        Arguments.of(new ConnectException("x(..) failed with error(-112): x"), Reason.UNREACHABLE),
        Arguments.of(new NoRouteToHostException(), Reason.UNREACHABLE),
        Arguments.of(new SocketException("Network is unreachable"), Reason.UNREACHABLE),
        Arguments.of(new ConnectException("x(..) failed with error(-99): x"), Reason.NO_SOCKET),
        Arguments.of(new BindException("x"), Reason.NO_SOCKET),
        Arguments.of(new ChannelException("no handle"), Reason.NO_SOCKET),
        Arguments.of(new IllegalStateException("Client is closed"), Reason.BUG));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void is_told_by_type_and_number_not_by_translated_words(Throwable why, Reason reason) {
    assertThat(SocketTrouble.reason(why)).isEqualTo(reason);
  }
}
