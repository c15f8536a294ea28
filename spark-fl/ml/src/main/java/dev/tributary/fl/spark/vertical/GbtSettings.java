package dev.tributary.fl.spark.vertical;

import dev.tributary.fl.model.Manifest;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.spark.data.LayoutSettings;
import dev.tributary.fl.spark.data.LayoutSettings.FeatureOrder;
import dev.tributary.fl.spark.shards.SparkCompute;
import dev.tributary.fl.spark.stage.RunListener;
import dev.tributary.fl.training.SamplingSecret;
import dev.tributary.fl.vertical.nodesums.LinearMap;
import dev.tributary.fl.vertical.nodesums.PlainLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.LatticeLinearMap;
import dev.tributary.fl.vertical.nodesums.lattice.SigmaOut;
import dev.tributary.fl.vertical.nodesums.paillier.PaillierLinearMap;
import dev.tributary.fl.vertical.tree.TreeParameters;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From Params to what a training takes. */
final class GbtSettings {
  private GbtSettings() {}

  static TreeParameters trees(GbtParams<?> of) {
    return new TreeParameters(
        of.getMaxIter(),
        of.getMaxDepth(),
        of.getStepSize(),
        of.getRegParam(),
        of.getL1RegParam(),
        of.getMinInfoGain(),
        of.getMinChildWeight(),
        of.getSubsamplingRate(),
        of.getFeatureSubsetRate(),
        of.getEarlyStoppingRounds(),
        of.getSeed());
  }

  /**
   * A training with these Params.
   *
   * @param order {@code RANDOM} where other parties see candidates of the features
   * @param map what {@link #map} made
   * @param given the party's own secret, from which this job's is derived; null for a fresh one
   * @param listener told how it goes
   */
  static VerticalTraining training(
      FederatedSession session,
      SparkCompute compute,
      GbtParams<?> of,
      FeatureOrder order,
      LinearMap map,
      SamplingSecret given,
      RunListener listener) {
    LayoutSettings layout =
        new LayoutSettings(
            of.getMaxBins(), of.getMinSideCount(), LayoutSettings.BINNING_SAMPLE, order);
    SamplingSecret secret =
        (given == null ? SamplingSecret.fresh() : given).forJob(agreed(of, parameters(of)));
    return new VerticalTraining(session, compute, trees(of), secret, layout, map, listener);
  }

  /**
   * The cipher of one training.
   *
   * @param given the user's map; null for one of this release
   */
  static LinearMap map(GbtParams<?> of, LinearMap given) {
    String suite = of.getCipher();
    if (given != null && given.suite().equals(suite)) {
      return given;
    }
    List<LinearMap> known =
        List.of(
            new LatticeLinearMap(sigmaOut(of)),
            PaillierLinearMap.revealed(of.getKeyBits()),
            PaillierLinearMap.hidden(of.getKeyBits()),
            new PlainLinearMap());
    return known.stream()
        .filter(map -> map.suite().equals(suite))
        .findFirst()
        .orElseThrow(
            () ->
                FederationException.user(
                    "cipher must be one of %s, or the suite of a map given with setLinearMap."
                        + " Provided value: %s",
                    known.stream().map(LinearMap::suite).toList(), suite));
  }

  /**
   * Binds a party's part of a model to the run that made it.
   *
   * @param map the cipher after the training; what it agreed on with a peer is kept under {@code
   *     suite/peer}
   * @param more parameters that only this party has
   * @param json the part as it is stored
   */
  static Manifest manifest(
      FederatedSession session,
      GbtParams<?> of,
      LinearMap map,
      Map<String, String> more,
      String fileName,
      String json) {
    Map<String, String> parameters = parameters(of);
    String agreed = agreed(of, parameters);
    parameters.putAll(more);
    map.agreed().forEach((peer, plan) -> parameters.put(map.suite() + "/" + peer, plan));
    return new Manifest(
        Manifest.FORMAT,
        map.suite(),
        session.self().name(),
        session.parties().stream().map(PartyId::name).toList(),
        session.run().value(),
        agreed,
        parameters,
        Instant.now().toString(),
        Map.of(fileName, sha256(json)));
  }

  private static String agreed(GbtParams<?> of, Map<String, String> parameters) {
    return of.isDefined(of.jobSha256()) ? of.getJobSha256() : sha256(ModelJson.write(parameters));
  }

  private static SigmaOut sigmaOut(GbtParams<?> of) {
    return of.isDefined(of.sigmaOut()) ? SigmaOut.of(of.getSigmaOut()) : SigmaOut.automatic();
  }

  private static Map<String, String> parameters(GbtParams<?> of) {
    Map<String, String> all = new TreeMap<>();
    all.put("algorithm", "vertical-gbt");
    all.put("trees", String.valueOf(of.getMaxIter()));
    all.put("depth", String.valueOf(of.getMaxDepth()));
    all.put("learning-rate", String.valueOf(of.getStepSize()));
    all.put("bins", String.valueOf(of.getMaxBins()));
    all.put("cipher", of.getCipher());
    all.put("lambda", String.valueOf(of.getRegParam()));
    all.put("alpha", String.valueOf(of.getL1RegParam()));
    all.put("gamma", String.valueOf(of.getMinInfoGain()));
    all.put("min-child-weight", String.valueOf(of.getMinChildWeight()));
    all.put("row-sample", String.valueOf(of.getSubsamplingRate()));
    all.put("column-sample", String.valueOf(of.getFeatureSubsetRate()));
    all.put("early-stopping-rounds", String.valueOf(of.getEarlyStoppingRounds()));
    all.put("seed", String.valueOf(of.getSeed()));
    all.put("key-bits", String.valueOf(of.getKeyBits()));
    all.put("sigma-out", sigmaOut(of).toString());
    all.put("min-side-count", String.valueOf(of.getMinSideCount()));
    return all;
  }

  private static String sha256(String text) {
    return Manifest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
