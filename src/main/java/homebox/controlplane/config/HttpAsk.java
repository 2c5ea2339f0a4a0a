package homebox.controlplane.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request on a fresh connection, and what is expected of its answer.
 *
 * @param request what is sent
 * @param followRedirects ten at most
 * @param insecureTls any certificate will do
 * @param maxBody bytes of the body that are read; the answer is whole then
 */
public record HttpAsk(
    HttpUrl url,
    Request request,
    boolean followRedirects,
    boolean insecureTls,
    int maxBody,
    Expect expect)
    implements Ask {
  @Override
  public String kind() {
    return "http";
  }

  @Override
  public String shownUrl() {
    return url.shown();
  }

  /**
   * What is sent besides the URL.
   *
   * @param method in capitals
   * @param headers in the order of the file; they never go to another origin
   */
  public record Request(String method, Map<String, String> headers, Optional<String> body) {}

  /**
   * What makes an answer a good one; every part must hold.
   *
   * @param status any of these ranges
   * @param body each must be found
   * @param bodyNot none may be found
   * @param header by name, whose value must match
   */
  public record Expect(
      List<StatusRange> status,
      List<TextMatch> body,
      List<TextMatch> bodyNot,
      Map<String, TextMatch> header) {}

  /** A range of HTTP statuses, both ends included. */
  public record StatusRange(int from, int to) {
    /** True if {@code status} lies in it. */
    public boolean holds(int status) {
      return from <= status && status <= to;
    }

    @Override
    public String toString() {
      return from == to
          ? String.valueOf(from)
          : from % 100 == 0 && to == from + 99 ? from / 100 + "xx" : from + "-" + to;
    }
  }
}
