package dev.tributary.notebooks;

import dev.tributary.fl.spark.SparkSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Spark's own Scala shell in a process of its own, with what the interpreter settings ask for. */
final class SparkShell {
  private static final long MINUTES = 8;

  private SparkShell() {}

  /**
   * Runs blocks of Scala one after the other, each as a whole.
   *
   * @param directory for the blocks, the shell's files and its output
   * @return all it printed
   */
  static String run(List<String> blocks, Path directory) throws IOException, InterruptedException {
    StringBuilder input = new StringBuilder();
    for (int b = 0; b < blocks.size(); b++) {
      Path file = directory.resolve("paragraph-" + (b + 1) + ".scala");
      Files.writeString(file, blocks.get(b));
      input.append(":paste ").append(file).append('\n');
    }
    Path stdin = directory.resolve("stdin");
    Files.writeString(stdin, input.append(":quit\n"), StandardCharsets.UTF_8);
    Path output = directory.resolve("output");
    Process shell =
        new ProcessBuilder(command(directory))
            .redirectInput(stdin.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!shell.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("no end after minutes: " + Files.readString(output));
      }
    } finally {
      shell.destroyForcibly();
    }
    return Files.readString(output);
  }

  private static List<String> command(Path directory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(List.of(System.getProperty("notebooks.jvm.options", "").trim().split("\\s+")));
    command.add("-cp");
    // Under Maven, java.class.path names a jar that only points to the classes.
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-Dspark.master=local[2]");
    command.add("-Dspark.app.name=notebook");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.driver.host=127.0.0.1");
    command.add("-Dspark.driver.bindAddress=127.0.0.1");
    command.add("-Dspark.sql.shuffle.partitions=2");
    SparkSettings.required().forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("org.apache.spark.repl.Main");
    command.add("-usejavacp");
    return command;
  }
}
