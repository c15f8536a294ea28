package dev.tributary.fl.simulate;

import dev.tributary.connectors.OwnerOnly;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Results of an earlier simulation in the same folder, which would be mistaken for this one's. Only
 * what a simulation has written is removed: the job, whose names the folders have, may be another
 * organisation's, and a model of a real run must not go.
 */
final class OldResults {
  /** A file of a simulation's folder: the parties that it had. */
  private static final String MARK = "simulated.txt";

  private OldResults() {}

  /** USER, and nothing removed, if there are results that no simulation wrote. */
  static void remove(Path out, List<PartyId> parties) {
    try {
      Path mark = out.resolve(MARK);
      List<String> simulated = Files.exists(mark) ? Files.readAllLines(mark) : List.of();
      if (!Files.exists(mark)) {
        requireNone(out);
      }
      for (PartyId party : parties) {
        if (!simulated.contains(party.name())) {
          requireNone(out.resolve(party.name()));
        }
      }
      removeIn(out);
      for (PartyId party : parties) {
        removeIn(out.resolve(party.name()));
        removeKept(out.resolve(party.name()));
      }
    } catch (IOException e) {
      throw failed("removing old results", out, e);
    }
  }

  /** Says that the results to come in this folder are a simulation's. */
  static void mark(Path out, List<PartyId> parties) {
    try {
      Path mark = out.resolve(MARK);
      Set<String> simulated = new TreeSet<>(parties.stream().map(PartyId::name).toList());
      if (Files.exists(mark)) {
        simulated.addAll(Files.readAllLines(mark));
      }
      try (OutputStream file = OwnerOnly.newFile(mark)) {
        file.write(String.join("\n", simulated).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw failed("marking", out, e);
    }
  }

  private static FederationException failed(String what, Path out, IOException e) {
    return new FederationException(
        ErrorCode.RESOURCE, what + " in " + out + " failed: " + e.getMessage(), e);
  }

  private static void requireNone(Path folder) {
    for (String name : Algorithms.results()) {
      if (Files.exists(folder.resolve(name))) {
        throw FederationException.user(
            "%s holds '%s', which no simulation wrote: choose another --out", folder, name);
      }
    }
  }

  private static void removeIn(Path folder) throws IOException {
    for (String name : Algorithms.results()) {
      removeAll(folder.resolve(name));
    }
  }

  /** What a simulation that was killed kept: its parties have other certificates in the next. */
  private static void removeKept(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          if (file.getFileName().toString().startsWith(".sums-")) {
            removeAll(file);
          }
        }
      }
    }
  }

  private static void removeAll(Path old) throws IOException {
    if (Files.exists(old)) {
      try (Stream<Path> files = Files.walk(old)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
