package homebox.controlplane.alert;

import homebox.controlplane.config.ServiceConfig;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The other hosts, which may see a service that this one does not. May be asked from one context.
 */
public interface Panel {
  /** A host alone. */
  Panel NOBODY =
      new Panel() {
        @Override
        public void ask(ServiceConfig service) {}

        @Override
        public Future<Optional<Votes>> verdict(ServiceConfig service) {
          return Future.succeededFuture(Optional.empty());
        }

        @Override
        public void over(String service) {}
      };

  /** Has each of them look at it once. Nothing new until that is {@link #over}. */
  void ask(ServiceConfig service);

  /**
   * What they have seen since they were asked, as soon as all have said it, and after the service's
   * timeout and one second at most.
   *
   * @return empty: there is nobody else, or nobody can be asked now. It never fails
   */
  Future<Optional<Votes>> verdict(ServiceConfig service);

  /** Nobody wants to know any more. */
  void over(String service);
}
