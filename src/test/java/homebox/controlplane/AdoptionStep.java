package homebox.controlplane;

import homebox.controlplane.testkit.Database;
import homebox.controlplane.testkit.JarProcess;
import homebox.controlplane.testkit.OldHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Where the adoption of a predecessor's history is when the process is killed. */
enum AdoptionStep {
  /** The file that takes the place of the old one is being made. */
  THE_NEW_FILE(500) {
    @Override
    BooleanSupplier reached(Path file, Random random) {
      return () -> Files.exists(file.resolveSibling(file.getFileName() + ".new"));
    }
  },
  /** The old one has its new name. */
  SET_ASIDE(30) {
    @Override
    BooleanSupplier reached(Path file, Random random) {
      return () -> !OldHistory.kept(file).isEmpty();
    }
  },
  /** Some rows have come over. */
  THE_ROWS(50) {
    @Override
    BooleanSupplier reached(Path file, Random random) {
      int rows = 1 + random.nextInt(ROWS - 2_000);
      return () -> rows(file) >= rows;
    }
  },
  /** All of them have, and they become incidents. */
  THE_INCIDENTS(200) {
    @Override
    BooleanSupplier reached(Path file, Random random) {
      return () ->
          number(
                  file,
                  "SELECT count(*) FROM setting WHERE name = 'adoption'"
                      + " AND value LIKE '%INCIDENTS%'")
              > 0;
    }
  },
  /** Wherever it happens to be. */
  ANY_MOMENT(5_000) {
    @Override
    BooleanSupplier reached(Path file, Random random) {
      return () -> true;
    }
  };

  /** Rows to adopt. */
  static final int ROWS = 12_000;

  private final int spread;

  AdoptionStep(int spread) {
    this.spread = spread;
  }

  /** True once it has come so far. */
  abstract BooleanSupplier reached(Path file, Random random);

  /** Waits for it, or until all is over: then it came too late. */
  void await(JarProcess jar, Path file, Random random) {
    BooleanSupplier here = reached(file, random);
    jar.await(name(), () -> here.getAsBoolean() || done(file));
  }

  /** The latest moment of the kill after that, in ms. */
  int spread() {
    return spread;
  }

  /** True if there is nothing more to adopt. */
  static boolean done(Path file) {
    return number(
            file, "SELECT count(*) FROM setting WHERE name = 'adoption' AND value LIKE '%DONE%'")
        > 0;
  }

  /** How many rows have come over. */
  static long rows(Path file) {
    return number(file, "SELECT count(*) FROM check_result");
  }

  /** 0 while the file is not ours yet. */
  private static long number(Path file, String sql) {
    try {
      return OldHistory.kept(file).isEmpty() ? 0 : Database.number(file, sql);
    } catch (AssertionError notYet) {
      return 0;
    }
  }
}
