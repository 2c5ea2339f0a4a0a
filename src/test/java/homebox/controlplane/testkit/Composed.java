package homebox.controlplane.testkit;

import java.io.File;
import java.util.Optional;
import java.util.function.Function;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.DockerComposeContainer;
import org.testcontainers.lifecycle.Startable;

/**
 * What a compose file describes, brought up by Testcontainers with the compose program of this
 * machine. It is gone after the test, also if that ends in the middle.
 */
public final class Composed implements AutoCloseable {
  private final Startable all;
  private final Function<String, Optional<ContainerState>> find;

  private Composed(Startable all, Function<String, Optional<ContainerState>> find) {
    this.all = all;
    this.find = find;
  }

  /** Brought up, as {@code up -d} does it beside that file; of images nothing is pulled. */
  public static Composed up(File file) {
    Composed composed = Docker.hasComposePlugin() ? byPlugin(file) : byProgram(file);
    try (var log = new CaughtLog()) {
      try {
        composed.all.start();
        return composed;
      } catch (ContainerLaunchException failed) {
        composed.close();
        throw new AssertionError(log.text(), failed);
      }
    }
  }

  private static Composed byPlugin(File file) {
    var all = new ComposeContainer(file).withPull(false);
    return new Composed(all, all::getContainerByServiceName);
  }

  private static Composed byProgram(File file) {
    DockerComposeContainer<?> all = new DockerComposeContainer<>(file).withPull(false);
    return new Composed(all, all::getContainerByServiceName);
  }

  /** The container of a service, by its id. */
  public String id(String service) {
    return container(service).getContainerId();
  }

  /** What it has said so far, on both streams. */
  public String said(String service) {
    return container(service).getLogs();
  }

  private ContainerState container(String service) {
    return find.apply(service).orElseThrow();
  }

  @Override
  public void close() {
    all.stop();
  }
}
