package dev.tributary.fl.spark.vertical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.spark.SparkForTests;
import dev.tributary.fl.tree.TreeNode;
import dev.tributary.fl.vertical.tree.model.FeatureTreeModel.FeatureSplit;
import dev.tributary.fl.vertical.tree.model.LabelTreeModel;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Models that earlier releases stored must load for ever: a folder of each format stays here. */
class ReleasedModelsIT {
  @BeforeAll
  static void startSpark() {
    SparkForTests.session();
  }

  @Test
  void formatOneLoadsAtBothParties() throws URISyntaxException {
    VerticalGBTClassificationModel lender =
        VerticalGBTClassificationModel.load(folder("format-1/lender"));
    VerticalGBTFeatureModel bureau = VerticalGBTFeatureModel.load(folder("format-1/bureau"));

    LabelTreeModel label = lender.labelModel();
    assertThat(label.objective()).isEqualTo("binary");
    assertThat(label.trees()).hasSize(4);
    assertThat(label.scoringCuts().names()).contains("a");
    assertThat(lender.getFeatureCols()).containsExactly("a", "b");
    assertThat(lender.manifest().suite()).isEqualTo("lattice-1");
    assertThat(lender.manifest().parameters()).containsKey("lattice-1/bureau");
    assertThat(bureau.manifest().run()).isEqualTo(lender.manifest().run());
    assertThat(
            bureau.featureModel().splits().stream()
                .map(FeatureSplit::id)
                .collect(Collectors.toSet()))
        .containsAll(
            label.trees().stream()
                .flatMap(tree -> tree.nodes().stream())
                .map(TreeNode::split)
                .filter(Objects::nonNull)
                .toList());
  }

  private static String folder(String name) throws URISyntaxException {
    return Path.of(ReleasedModelsIT.class.getResource("/models/" + name).toURI()).toString();
  }
}
