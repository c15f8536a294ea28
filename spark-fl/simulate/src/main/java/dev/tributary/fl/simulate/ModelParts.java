package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a simulated training left every party's part of the model.
 *
 * @param results output folder of the training
 * @param job its job
 */
record ModelParts(Path results, JobFile job) {
  private static final String MODEL = "model";
  private static final String MANIFEST = "manifest.json";

  /** Folder of a party's part. */
  Path of(PartyId party) {
    return Simulation.folder(job, results, party).resolve(MODEL);
  }

  /**
   * USER unless every part is there and stays there when old results are removed.
   *
   * @param out output folder of the scoring
   */
  void check(Path out) {
    for (PartyId party : job.partyIds()) {
      if (!Files.isRegularFile(of(party).resolve(MANIFEST))) {
        throw FederationException.user(
            "--model %s has no part of '%s' (%s): give the output folder of a simulate run of this"
                + " job",
            results, party, of(party).resolve(MANIFEST));
      }
    }
    if (Files.exists(out) && (same(results, out) || inside(out))) {
      throw FederationException.user(
          "--out must not be where the model is: scoring would replace it. Provided value: %s",
          out);
    }
  }

  /** Whether a part lies where a run of this job with that output folder removes old results. */
  private boolean inside(Path out) {
    return job.partyIds().stream()
        .anyMatch(
            owner ->
                same(of(owner), out.resolve(MODEL))
                    || job.partyIds().stream()
                        .anyMatch(
                            party -> same(of(owner), out.resolve(party.name()).resolve(MODEL))));
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      throw FederationException.user("%s cannot be opened: %s", other, e.getMessage());
    }
  }
}
