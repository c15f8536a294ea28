package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import dev.tributary.connectors.ResultFolder;
import dev.tributary.fl.jobs.run.ModelFolder;
import dev.tributary.fl.jobs.run.RunRequest;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.spark.vertical.LabelPartyModel;
import dev.tributary.fl.spark.vertical.VerticalGBTClassificationModel;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureModel;
import dev.tributary.fl.spark.vertical.VerticalGBTRegressionModel;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A party's part of a model in a job's results: what its Spark ML model saved. */
final class StoredModel {
  /** Inside the joint model's. */
  private static final String SOLO = "solo";

  private static final String MANIFEST = "manifest.json";

  private final String folder;
  private final RunRequest request;
  private final boolean hasSolo;

  /**
   * @param folder with the manifest, on any Hadoop file system
   * @throws FederationException USER if there is none
   */
  StoredModel(String folder, Configuration hadoop, RunRequest request) {
    this.folder = folder;
    this.request = request;
    Path path = new Path(folder);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (!files.exists(new Path(path, MANIFEST))) {
        boolean inside = files.exists(new Path(new Path(path, ModelFolder.NAME), MANIFEST));
        throw FederationException.user(
            "--model %s has no %s%s",
            folder,
            MANIFEST,
            inside ? "; give " + folder + "/model" : ": give the model/ folder of a training");
      }
      hasSolo = files.exists(new Path(new Path(path, SOLO), MANIFEST));
    } catch (IOException | IllegalArgumentException e) {
      throw FederationException.user("%s cannot be read: %s", folder, e.getMessage());
    }
  }

  /** Saves the label party's model and, inside it, its solo model. */
  static void write(LabelPartyModel<?> joint, ResultFolder out) {
    ModelFolder.write(joint, out);
    joint.soloModel().ifPresent(solo -> ModelFolder.write(solo, out, SOLO));
  }

  /** The label party's; USER unless it is of this party, these parties and this objective. */
  LabelPartyModel<?> label() {
    return label(folder);
  }

  /** The model of the label party alone, if its training made one. */
  Optional<LabelPartyModel<?>> solo() {
    return hasSolo ? Optional.of(label(folder + "/" + SOLO)) : Optional.empty();
  }

  private LabelPartyModel<?> label(String of) {
    GbdtSection train = GbdtSection.of(request.job());
    LabelPartyModel<?> model =
        train.objective().isClassification()
            ? load(of, VerticalGBTClassificationModel::load)
            : load(of, VerticalGBTRegressionModel::load);
    check(model.manifest());
    String objective = model.labelModel().objective();
    int outputs = model.labelModel().classes();
    if (!objective.equals(train.objectiveName()) || outputs != train.treesPerRound()) {
      throw FederationException.user(
          "the model is for objective: %s with %d outputs and the job says %s with %d: score with"
              + " the job of the training",
          objective, outputs, train.objectiveName(), train.treesPerRound());
    }
    return model;
  }

  /** A feature party's; USER unless it is of this party and these parties. */
  VerticalGBTFeatureModel feature() {
    VerticalGBTFeatureModel model = load(folder, VerticalGBTFeatureModel::load);
    check(model.manifest());
    return model;
  }

  private <M> M load(String of, Function<String, M> loader) {
    try {
      return loader.apply(of);
    } catch (FederationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new FederationException(
          ErrorCode.USER,
          String.format(
              "the model in %s is not what '%s' needs in its role and for the objective of this"
                  + " job: give the model/ folder of its training (%s)",
              folder,
              request.self(),
              String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("")),
          e);
    }
  }

  private void check(Manifest manifest) {
    if (!manifest.party().equals(request.self().name())) {
      throw FederationException.user(
          "the model part in %s is of party '%s', not of '%s': give that party's own --model",
          folder, manifest.party(), request.self());
    }
    List<String> parties = request.job().partyIds().stream().map(PartyId::name).toList();
    if (!new HashSet<>(manifest.parties()).equals(new HashSet<>(parties))) {
      throw FederationException.user(
          "the model in %s was trained by %s and the job has %s: score with the same parties",
          folder, manifest.parties(), parties);
    }
  }
}
