package dev.tributary.fl.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules that the jar for spark-submit obeys. Each was learned from a cluster on which the jar
 * did not start, or started and ran with another library than it was built with.
 */
class SparkJarIT {
  private static JarFile jar;
  private static List<String> names;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(Path.of("target", "tributary-spark.jar").toFile());
    names = jar.stream().map(java.util.zip.ZipEntry::getName).toList();
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  /** Bundled copies of what the cluster has would fight with the cluster's own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/spark/",
        "scala/",
        "org/apache/hadoop/",
        "com/esotericsoftware/",
        "org/slf4j/",
        "org/apache/logging/",
        "org/apache/log4j/",
        "com/fasterxml/jackson/"
      })
  void bundlesNothingThatTheClusterBrings(String prefix) {
    assertThat(names).noneMatch(name -> stripVersion(name).startsWith(prefix));
  }

  /** Spark brings older ones of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/google/protobuf/",
        "com/google/common/",
        "com/google/thirdparty/",
        "com/google/api/",
        "com/google/rpc/",
        "com/google/type/",
        "com/google/gson/",
        "io/perfmark/",
        "org/snakeyaml/",
        "picocli/"
      })
  void relocatesWhatClustersHaveInOtherVersions(String prefix) {
    assertThat(names)
        .filteredOn(name -> name.endsWith(".class"))
        .noneMatch(name -> stripVersion(name).startsWith(prefix));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/tributary/shaded/protobuf/Message.class",
        "dev/tributary/shaded/guava/collect/ImmutableList.class",
        "dev/tributary/shaded/snakeyaml/v2/api/Load.class",
        "dev/tributary/shaded/picocli/CommandLine.class"
      })
  void holdsTheRelocatedCopies(String name) {
    assertThat(names).contains(name);
  }

  /** Relocated, netty would silently fall back from BoringSSL to the JDK's TLS. */
  @Test
  void keepsGrpcInPlaceWithItsOwnNetty() {
    assertThat(names).contains("io/grpc/ManagedChannel.class");
    assertThat(names).anyMatch(name -> name.startsWith("io/grpc/netty/shaded/io/netty/"));
    assertThat(names).noneMatch(name -> name.startsWith("io/netty/"));
    assertThat(names)
        .anyMatch(name -> name.matches("META-INF/native/libio_grpc_netty_shaded_netty_tcnative.*"));
    assertThat(names).contains("META-INF/services/io.grpc.ManagedChannelProvider");
  }

  /** Those of the lab's jar, and of tests. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/tributary/fl/bench/",
        "dev/tributary/fl/simulate/",
        "org/openjdk/jmh/",
        "org/junit/",
        "org/assertj/",
        "org/opentest4j/"
      })
  void holdsNothingThatProductionDoesNotRun(String prefix) {
    assertThat(names).noneMatch(name -> stripVersion(name).startsWith(prefix));
    assertThat(names)
        .contains("dev/tributary/fl/jobs/PartyMain.class")
        .noneMatch(name -> name.matches("dev/tributary/.*/[A-Za-z]+(Test|IT|Benchmark)\\.class"));
  }

  /** Found by name at run time only: nothing else would notice their absence. */
  @Test
  void bringsTheVectorKernels() {
    assertThat(names).contains("dev/tributary/crypto/vector/VectorKernels.class");
    assertThat(names).contains("META-INF/services/dev.tributary.crypto.lattice.WordKernels");
  }

  /** Spark refuses to load a jar whose signature does not match its merged content. */
  @Test
  void isUnsignedAndMultiRelease() throws IOException {
    assertThat(names).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"));
    assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
    assertThat(names).noneMatch(name -> name.endsWith("module-info.class"));
  }

  @Test
  void holdsEachEntryOnce() {
    assertThat(names.stream().filter(name -> !name.endsWith("/")).toList()).doesNotHaveDuplicates();
  }

  private static String stripVersion(String name) {
    return name.replaceFirst("^META-INF/versions/[0-9]+/", "");
  }
}
