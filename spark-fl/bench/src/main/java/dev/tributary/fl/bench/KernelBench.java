package dev.tributary.fl.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.fl.jobs.submit.Foreground;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JMH benchmarks of the crypto module, which lie beside its tests. */
final class KernelBench {
  private static final String MODULE = "secure-agg/crypto";
  private static final String VECTOR = "secure-agg/vector";

  private final String pattern;
  private final Path root;

  /**
   * @param pattern JMH's, of benchmark names
   */
  KernelBench(String pattern) {
    this.pattern = pattern;
    String named = System.getenv("TRIBUTARY_ROOT");
    if (named == null || !Files.isDirectory(Path.of(named, MODULE))) {
      throw FederationException.user(
          "TRIBUTARY_ROOT must name the sources; start this command through ./tributary."
              + " Provided value: %s",
          named);
    }
    root = Path.of(named).toAbsolutePath();
  }

  /** Runs and prints; returns the exit code. */
  int run(JsonOption json) {
    Path state = root.resolve(".tributary");
    Path classpath = state.resolve("bench-classpath.txt");
    Path result = state.resolve("bench-kernels.json");
    int exit = Foreground.run(compile(classpath));
    if (exit != 0) {
      throw FederationException.resource("compiling the benchmarks failed; see above");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classes() + ":" + text(classpath)));
    command.addAll(List.of("org.openjdk.jmh.Main", pattern, "-v", "SILENT", "-foe", "true"));
    command.addAll(List.of("-rf", "json", "-rff", result.toString()));
    exit = Foreground.run(command);
    if (exit != 0) {
      return exit;
    }
    JsonNode measured = JsonFile.read(result);
    KernelTable.print(measured, System.out);
    json.write(KernelTable.json(measured));
    return 0;
  }

  private List<String> compile(Path classpath) {
    return List.of(
        "mvn",
        "-B",
        "-q",
        "-f",
        root.resolve("pom.xml").toString(),
        "-pl",
        MODULE,
        "-DskipTests",
        "-Dmdep.includeScope=test",
        "-Dmdep.outputFile=" + classpath,
        "test-compile",
        "dependency:build-classpath");
  }

  private String classes() {
    return String.join(
        ":",
        root.resolve(MODULE).resolve("target/test-classes").toString(),
        root.resolve(MODULE).resolve("target/classes").toString(),
        root.resolve(VECTOR).resolve("target/classes").toString());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
