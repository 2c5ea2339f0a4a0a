package homebox.controlplane.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses that begin alike, as in {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param bits how many bits of {@code base} count
 */
public record Network(InetAddress base, int bits) {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";
  private static final String IPV6 = "(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}";

  /**
   * Reads a network, or an address, which is one of its own.
   *
   * @throws IllegalArgumentException says {@code what — how to mend}
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    InetAddress base = address(address).orElseThrow(Network::misfit);
    int all = base.getAddress().length * 8;
    String bits = slash < 0 ? String.valueOf(all) : text.substring(slash + 1);
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > all) {
      throw misfit();
    }
    return new Network(base, Integer.parseInt(bits));
  }

  private static IllegalArgumentException misfit() {
    return Words.misfit("is no network — write one such as 10.0.0.0/8, fd00::/8 or 192.168.1.7");
  }

  /**
   * The address that is written there, which is never looked up; an IPv4 one in IPv6's clothes
   * ({@code ::ffff:10.0.0.1}) is that one. Empty if it is none.
   */
  public static Optional<InetAddress> address(String text) {
    boolean literal = text.matches(IPV4) || text.matches(IPV6);
    try {
      return literal ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
    } catch (UnknownHostException none) { // what holds a colon and is no address: not looked up
      return Optional.empty();
    }
  }

  /** True if it is one of them. */
  public boolean contains(InetAddress address) {
    int all = base.getAddress().length * 8;
    return address.getAddress().length * 8 == all
        && number(address).xor(number(base)).bitLength() <= all - bits;
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
