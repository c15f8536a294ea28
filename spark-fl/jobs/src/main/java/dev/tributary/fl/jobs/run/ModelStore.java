package dev.tributary.fl.jobs.run;

import dev.tributary.fl.FederatedSession;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.jobs.file.TrainSection;
import dev.tributary.fl.linearmap.LinearMap;
import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.protocol.PartyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Writes this party's part of a model with the manifest that binds it to the run. */
final class ModelStore {
  static final String LABEL_PART = "label.json";
  static final String FEATURE_PART = "feature.json";
  static final String MANIFEST = "manifest.json";

  private ModelStore() {}

  /**
   * @param part a {@code LabelModel} or {@code FeatureModel}
   * @param name {@link #LABEL_PART} or {@link #FEATURE_PART}
   * @param map the cipher of the training
   */
  static void write(
      ResultFolder out,
      String name,
      Object part,
      LinearMap map,
      FederatedSession session,
      JobFile job) {
    String json = ModelJson.write(part);
    out.write("model/" + name, json);
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            map.suite(),
            session.self().name(),
            session.parties().stream().map(PartyId::name).toList(),
            session.run().value(),
            job.sha256(),
            parameters(job.train(), map),
            Instant.now().toString(),
            Map.of(name, Manifest.sha256(json.getBytes(StandardCharsets.UTF_8))));
    out.write("model/" + MANIFEST, ModelJson.write(manifest));
  }

  /**
   * Settings of the training by key, for manifests and reports; what the cipher agreed on with a
   * peer is under {@code suite/peer}.
   */
  static Map<String, String> parameters(TrainSection train, LinearMap map) {
    Map<String, String> all = parameters(train);
    map.agreed().forEach((peer, plan) -> all.put(map.suite() + "/" + peer, plan));
    return all;
  }

  private static Map<String, String> parameters(TrainSection train) {
    Map<String, String> all = new TreeMap<>();
    all.put("algorithm", train.algorithm().toString());
    all.put("objective", train.objective().toString());
    if (train.classes() != null) {
      all.put("classes", train.classes().toString());
    }
    all.put("trees", train.trees().toString());
    all.put("depth", train.depth().toString());
    all.put("learning-rate", train.learningRate().toString());
    all.put("bins", train.bins().toString());
    all.put("cipher", train.cipher().toString());
    all.put("membership", train.hidesMembership() ? "hidden" : "revealed");
    all.put("lambda", train.lambda().toString());
    all.put("alpha", train.alpha().toString());
    all.put("gamma", train.gamma().toString());
    all.put("min-child-weight", train.minChildWeight().toString());
    all.put("row-sample", train.rowSample().toString());
    all.put("column-sample", train.columnSample().toString());
    all.put("early-stopping-rounds", train.earlyStoppingRounds().toString());
    all.put("seed", train.seed().toString());
    all.put("key-bits", train.keyBits().toString());
    all.put("min-side-count", train.minSideCount().toString());
    if (train.sigmaOut() != null) {
      all.put("sigma-out", train.sigmaOut().toString());
    }
    return all;
  }
}
