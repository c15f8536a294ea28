package dev.tributary.aggregator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Java processes of their own. */
final class Jvm {
  private Jvm() {}

  /** Arguments of {@code java} up to a main class on this class path. */
  static List<Object> ofMain(String heap, Class<?> main) {
    String classPath = System.getProperty("java.class.path");
    return List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-cp", classPath, main.getName());
  }

  /** Starts a process; its output goes to a file. */
  static Process start(Path log, List<Object> program, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    program.forEach(argument -> command.add(argument.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Starts an aggregator on any free port, with the identity that lies in the folder. */
  static Process startAggregator(Path folder, Path log, List<Object> program) throws IOException {
    return startAggregator(folder, log, program, "");
  }

  /**
   * The same with more of its configuration.
   *
   * @param more lines of YAML
   */
  static Process startAggregator(Path folder, Path log, List<Object> program, String more)
      throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("aggregator.yaml"),
            more
                + """
            listen: "127.0.0.1:0"
            operations: "127.0.0.1:0"
            identity: {certificate: aggregator.crt, key: aggregator.key, trust: ca.crt}
            data: data
            """);
    return start(log, program, "aggregator", "--config", config);
  }

  /** Waits until an aggregator listens, and returns where. */
  static String awaitPort(Path log, Process aggregator) throws IOException, InterruptedException {
    while (aggregator.isAlive()) {
      String text = Files.readString(log);
      if (text.contains("port ") && text.endsWith("\n")) {
        return text.replaceAll("(?s).*listening on port ([0-9]+).*", "$1");
      }
      Thread.sleep(100);
    }
    throw new AssertionError(Files.readString(log));
  }

  /**
   * A figure of {@code /proc/PID/status} in kB, such as VmRSS; none where there is no such file.
   */
  static OptionalLong memory(Process process, String name) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(name + ":"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
        : OptionalLong.empty();
  }
}
