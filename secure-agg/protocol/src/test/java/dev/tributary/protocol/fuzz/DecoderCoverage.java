package dev.tributary.protocol.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the decoders of a module in its sources, so that a test can demand a fuzz test for each.
 */
public final class DecoderCoverage {
  private static final Pattern DECODER =
      Pattern.compile("static [\\w<>\\[\\], .?]+ decode\\w*\\(\\s*byte\\[\\]");

  private DecoderCoverage() {}

  /**
   * Simple names of classes with a static {@code decode...(byte[] ...)} that are not in {@code
   * fuzzed}.
   *
   * @param sources a module's {@code src/main/java}
   */
  public static SortedSet<String> missing(Path sources, Set<String> fuzzed) {
    SortedSet<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(".java") && DECODER.matcher(Files.readString(file)).find()) {
          missing.add(name.substring(0, name.length() - ".java".length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    missing.removeAll(fuzzed);
    return missing;
  }
}
