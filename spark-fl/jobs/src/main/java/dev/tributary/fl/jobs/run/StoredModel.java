package dev.tributary.fl.jobs.run;

import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A party's part of a model as {@link ModelStore} wrote it, verified against its manifest.
 *
 * @param manifest binds it to its training
 * @param part a {@code LabelModel} or {@code FeatureModel}
 */
record StoredModel<T>(Manifest manifest, T part) {
  /** A part is text of a few hundred bytes a split; more than this is another file. */
  private static final int MOST_BYTES = 512 << 20;

  /**
   * Reads this party's part.
   *
   * @param folder with the manifest, on any Hadoop file system
   * @param name {@link ModelStore#LABEL_PART} or {@link ModelStore#FEATURE_PART}
   * @throws FederationException USER if the folder holds no such part, another party's, one that
   *     was changed, or one of a training with other parties
   */
  static <T> StoredModel<T> read(
      String folder, Configuration hadoop, RunRequest request, String name, Class<T> type) {
    Path path = new Path(folder);
    String json = text(path, hadoop, ModelStore.MANIFEST);
    Manifest manifest = ModelJson.read(json, Manifest.class, folder + "/" + ModelStore.MANIFEST);
    checkOwner(manifest, folder, request.self(), request.job());
    if (!manifest.parts().containsKey(name)) {
      throw FederationException.user(
          "the model in %s has no %s, which '%s' needs in its role in this job; it has: %s",
          folder, name, request.self(), manifest.parts().keySet());
    }
    String part = text(path, hadoop, name);
    manifest.verify(name, part.getBytes(StandardCharsets.UTF_8));
    return new StoredModel<>(manifest, ModelJson.read(part, type, folder + "/" + name));
  }

  private static void checkOwner(Manifest manifest, String folder, PartyId self, JobFile job) {
    if (!manifest.party().equals(self.name())) {
      throw FederationException.user(
          "the model part in %s is of party '%s', not of '%s': give that party's own --model",
          folder, manifest.party(), self);
    }
    List<String> parties = job.partyIds().stream().map(PartyId::name).toList();
    Set<String> trained = new HashSet<>(manifest.parties());
    if (!trained.equals(new HashSet<>(parties))) {
      throw FederationException.user(
          "the model in %s was trained by %s and the job has %s: score with the same parties",
          folder, manifest.parties(), parties);
    }
  }

  private static String text(Path folder, Configuration hadoop, String name) {
    Path file = new Path(folder, name);
    try {
      FileSystem files = file.getFileSystem(hadoop);
      if (!files.exists(file)) {
        boolean inside = files.exists(new Path(new Path(folder, "model"), ModelStore.MANIFEST));
        throw FederationException.user(
            "--model %s has no %s%s",
            folder,
            name,
            inside ? "; give " + folder + "/model" : ": give the model/ folder of a training");
      }
      try (InputStream in = files.open(file)) {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw FederationException.user("%s cannot be read: %s", file, e.getMessage());
    }
  }
}
