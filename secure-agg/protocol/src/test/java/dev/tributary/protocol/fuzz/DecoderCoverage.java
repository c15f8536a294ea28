package dev.tributary.protocol.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the decoders of a module in its sources, so that a test can demand a fuzz test for each: a
 * class that opens a {@code WireReader}, has a static {@code decode...} or {@code fromBytes} that
 * takes bytes, or a {@code fromWire}, or serves gRPC calls, must be named in a test that runs
 * {@link DecoderFuzz}.
 */
public final class DecoderCoverage {
  private static final Pattern DECODER =
      Pattern.compile(
          "new WireReader\\("
              + "|static [\\w<>\\[\\], .?]+ (decode\\w*|fromBytes)\\([^()<]*\\bbyte\\[\\][^()<]*\\)"
              + "|static [\\w<>\\[\\], .?]+ fromWire\\("
              + "|extends \\w+Grpc\\.\\w+ImplBase");

  private static final Pattern FUZZ = Pattern.compile("DecoderFuzz\\.run(OnFiles)?\\(");

  private DecoderCoverage() {}

  /** Simple names of the decoders of the module in the working directory that no test fuzzes. */
  public static SortedSet<String> missing() {
    return missingOf(Path.of("src/main/java"));
  }

  /**
   * Those of a module below, whose tests cannot know {@link DecoderFuzz}, that no test of the
   * module in the working directory fuzzes.
   *
   * @param sources of that module
   */
  public static SortedSet<String> missingOf(Path sources) {
    SortedMap<String, String> decoders = sources(sources, DECODER.asPredicate());
    SortedMap<String, String> tests = sources(Path.of("src/test/java"), FUZZ.asPredicate());
    SortedSet<String> missing = new TreeSet<>();
    for (String decoder : decoders.keySet()) {
      Pattern use = Pattern.compile("\\b" + decoder + "\\b");
      if (tests.values().stream().noneMatch(text -> use.matcher(text).find())) {
        missing.add(decoder);
      }
    }
    return missing;
  }

  /** Texts of the Java files that hold what is looked for, by simple class name. */
  private static SortedMap<String, String> sources(Path root, Predicate<String> holds) {
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      List<Path> files = new ArrayList<>(walk.filter(f -> f.toString().endsWith(".java")).toList());
      for (Path file : files) {
        String text = Files.readString(file);
        if (holds.test(text)) {
          String name = file.getFileName().toString();
          found.put(name.substring(0, name.length() - ".java".length()), text);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
