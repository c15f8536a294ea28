package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Results of an earlier simulation in the same folder, which would be mistaken for this one's. */
final class OldResults {
  private OldResults() {}

  static void remove(Path out, List<PartyId> parties) {
    try {
      removeIn(out);
      for (PartyId party : parties) {
        removeIn(out.resolve(party.name()));
      }
    } catch (IOException e) {
      throw new FederationException(
          ErrorCode.RESOURCE, "removing old results in " + out + " failed: " + e.getMessage(), e);
    }
  }

  private static void removeIn(Path folder) throws IOException {
    for (String name : Algorithms.results()) {
      Path old = folder.resolve(name);
      if (Files.exists(old)) {
        try (Stream<Path> files = Files.walk(old)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
