package dev.tributary.crypto.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.crypto.lattice.WordKernels;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts JVMs with and without what the vector kernels need. */
class KernelChoiceTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  @TempDir private Path directory;

  @Test
  void choosesVectorsWhereTheModuleIs() throws Exception {
    assertThat(output(MODULE)).matches("vector kernels of \\d+ bits: 6\n");
    assertThat(log()).containsOnlyOnce("Lattice engine: vector kernels");
  }

  @Test
  void fallsBackWithoutTheModule() throws Exception {
    assertThat(output()).isEqualTo("plain kernels: 6\n");
    assertThat(log()).containsOnlyOnce("Lattice engine: plain kernels").doesNotContain("Exception");
  }

  @Test
  void fallsBackWithoutTheOptimisingCompiler() throws Exception {
    assertThat(output(MODULE, "-Xint")).isEqualTo("plain kernels: 6\n");
    assertThat(output(MODULE, "-XX:TieredStopAtLevel=1")).isEqualTo("plain kernels: 6\n");
  }

  @Test
  void obeysTheProperty() throws Exception {
    String property = "-D" + WordKernels.PROPERTY + "=";
    assertThat(output(MODULE, property + "plain")).isEqualTo("plain kernels: 6\n");
    assertThat(output(MODULE, property + "fast")).isEqualTo("plain kernels: 6\n");
    assertThat(log()).contains(WordKernels.PROPERTY + " must be auto or plain").contains("fast");
  }

  private String output(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), KernelChoice.class.getName()));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(directory.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).as(log()).isZero();
    return Files.readString(output, StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private String log() throws Exception {
    return Files.readString(directory.resolve("log"), StandardCharsets.UTF_8);
  }

  private static String classPath() throws Exception {
    return Stream.of(WordKernels.class, VectorKernels.class, KernelChoice.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
