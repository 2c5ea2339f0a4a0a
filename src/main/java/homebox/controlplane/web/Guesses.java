package homebox.controlplane.web;

import homebox.controlplane.time.Pace;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Holds back who guesses the password: each address by itself, and all together, so that a thousand
 * addresses are no way round. An address that knew the password lately is not held back for what
 * others do. One event loop's alone.
 */
final class Guesses {
  private static final int FRIENDS = 1_000;
  private static final int ALL_AT_ONCE = 100;
  private static final Duration ALL_EACH = Duration.ofSeconds(1);

  private final LoginLimit each;
  private final LoginLimit all;
  private final Set<InetAddress> friends =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<InetAddress, Boolean> eldest) {
              return size() > FRIENDS;
            }
          });

  Guesses(Pace pace) {
    this.each = new LoginLimit(pace, LoginLimit.AT_ONCE, LoginLimit.EACH);
    this.all = new LoginLimit(pace, ALL_AT_ONCE, ALL_EACH);
  }

  /** How long it has to wait before it may try; zero if it may now. */
  Duration wait(InetAddress address) {
    Duration own = each.wait(address);
    return own.isZero() && !friends.contains(address)
        ? all.wait(InetAddress.getLoopbackAddress())
        : own;
  }

  void right(InetAddress address) {
    friends.add(address);
  }

  void wrong(InetAddress address) {
    friends.remove(address);
    each.failed(address);
    all.failed(InetAddress.getLoopbackAddress());
  }

  /** What it showed was not wrong after all. */
  void pardon(InetAddress address) {
    each.pardon(address);
    all.pardon(InetAddress.getLoopbackAddress());
  }

  /** The password is another one. */
  void forgetFriends() {
    friends.clear();
  }
}
