package dev.tributary.fl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.tree.SplitRule;
import dev.tributary.fl.tree.Tree;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import dev.tributary.protocol.FederationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelJsonTest {
  private static final FeatureTreeModel FEATURES =
      new FeatureTreeModel(
          1,
          List.of(
              new FeatureTreeModel.FeatureSplit(3, new SplitRule("x1", 0.1, true)),
              new FeatureTreeModel.FeatureSplit(
                  5, new SplitRule("x1", Double.POSITIVE_INFINITY, false))));
  private static final LabelTreeModel LABEL =
      new LabelTreeModel(
          1,
          "binary",
          1,
          List.of(0.0),
          List.of(
              List.of(
                  new Tree(
                      List.of(
                          TreeNode.foreign("bureau", 3, 1, 2, 1.5, 10),
                          TreeNode.leaf(-0.1, 4),
                          TreeNode.own(new SplitRule("y", -2, false), 3, 4, 0.5, 6),
                          TreeNode.leaf(0.2, 3),
                          TreeNode.leaf(0.3, 3))))));

  @Test
  void partsReadBackAsWritten() {
    assertThat(ModelJson.read(ModelJson.write(FEATURES), FeatureTreeModel.class, "f"))
        .isEqualTo(FEATURES);
    assertThat(ModelJson.read(ModelJson.write(LABEL), LabelTreeModel.class, "l")).isEqualTo(LABEL);
  }

  @Test
  void scoringCutsHoldJustTheThresholdsInUse() {
    assertThat(FEATURES.scoringCuts().names()).containsExactly("x1");
    assertThat(FEATURES.scoringCuts().cuts()[0]).containsExactly(0.1);
    assertThat(LABEL.scoringCuts().names()).containsExactly("y");
  }

  @Test
  void strictReadingRefusesWhatIsNotAPart() {
    String json = ModelJson.write(FEATURES);
    refuse(json.replace("\"format\" : 1", "\"format\" : 2"), "format 2");
    refuse(json.replace("\"format\" : 1", "\"format\" : 1, \"extra\" : 0"), "extra");
    refuse(json.replace("\"format\" : 1", "\"format\" : 1, \"format\" : 1"), "Duplicate");
    refuse(json.replace("\"id\" : 5", "\"id\" : 3"), "distinct");
    refuse(json + "{}", "");
    refuse("null", "empty");
    refuse("", "");
  }

  @Test
  void treesThatAreNoTreesAreRefused() {
    TreeNode leaf = TreeNode.leaf(1, 1);
    assertThatThrownBy(() -> new Tree(List.of(leaf, leaf)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tree(List.of(TreeNode.foreign("p", 0, 1, 1, 1, 1), leaf, leaf)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tree(List.of(TreeNode.foreign("p", 0, 0, 1, 1, 1), leaf)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TreeNode(null, "p", null, 1, 2, null, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manifestNoticesAChangedFile() {
    byte[] file = ModelJson.write(FEATURES).getBytes(StandardCharsets.UTF_8);
    Manifest manifest =
        new Manifest(
            1,
            "paillier-1",
            "bureau",
            List.of("lender", "bureau"),
            "run-1",
            "ab",
            Map.of("depth", "3"),
            "2026-11-24T00:00:00Z",
            Map.of("model.json", Manifest.sha256(file)));
    assertThat(ModelJson.read(ModelJson.write(manifest), Manifest.class, "m")).isEqualTo(manifest);
    manifest.verify("model.json", file);
    file[7]++;
    assertThatThrownBy(() -> manifest.verify("model.json", file))
        .isInstanceOf(FederationException.class);
    assertThatThrownBy(() -> manifest.verify("other.json", file))
        .isInstanceOf(FederationException.class);
  }

  private static void refuse(String json, String reason) {
    assertThatThrownBy(() -> ModelJson.read(json, FeatureTreeModel.class, "model.json"))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("model.json")
        .hasMessageContaining(reason);
  }
}
