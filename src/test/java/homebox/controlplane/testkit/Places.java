package homebox.controlplane.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Runs a class once with each kind of {@link Place}; each test has one of its own. */
public final class Places implements ClassTemplateInvocationContextProvider {
  private static final Namespace OURS = Namespace.create(Places.class);

  @Override
  public boolean supportsClassTemplate(ExtensionContext test) {
    return true;
  }

  @Override
  public Stream<Kind> provideClassTemplateInvocationContexts(ExtensionContext test) {
    return Stream.of(
        new Kind("SQLite", Places::file),
        new Kind("PostgreSQL", each -> Postgres.lend(each, PostgresServer::createOurs)));
  }

  private static Place file(ExtensionContext test) {
    return test.getStore(OURS)
        .getOrComputeIfAbsent(Folder.class, first -> Folder.make(), Folder.class)
        .place();
  }

  private record Kind(String name, Function<ExtensionContext, Place> place)
      implements ClassTemplateInvocationContext, ParameterResolver {
    @Override
    public String getDisplayName(int invocation) {
      return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == Place.class;
    }

    @Override
    public Place resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return place.apply(test);
    }
  }

  /** Of one test. */
  private record Folder(Path path) implements AutoCloseable {
    static Folder make() {
      try {
        return new Folder(Files.createTempDirectory("place"));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    Place place() {
      return Place.of(path.resolve("history.db"));
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
