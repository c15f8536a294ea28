package dev.tributary.fl.spark.horizontal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.fl.evaluation.Metric;
import dev.tributary.fl.horizontal.evaluation.PooledEvaluation;
import dev.tributary.protocol.FederationException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Stages over columns {@code x0} to {@code x4} of parties that tell tumours apart: what differs is
 * named before anything is summed, but the order.
 *
 * @param <M> what is fitted
 */
public interface ColumnsByName<M extends HorizontalPredictor<M, ?, ?>> {
  ThreeParties parties();

  /**
   * One fit at all parties.
   *
   * @param columns of a party, by its number
   */
  List<M> fit(Function<Integer, String[]> columns);

  /** What is equal where models are. */
  String json(M model);

  @Test
  default void columnsThatDifferAreNamed() {
    String[] all = {"x0", "x1", "x2", "x3", "x4"};
    assertThatThrownBy(() -> fit(p -> p == 2 ? Arrays.copyOf(all, 4) : all))
        .rootCause()
        .isInstanceOf(FederationException.class)
        .hasMessage(
            "column 'x4' is missing at west: all parties must have the same columns, by name");
  }

  @Test
  default void theOrderOfColumnsIsThatOfTheFirstParty() {
    String[] first = {"x0", "x1", "x2", "x3", "x4"};
    String[] other = {"x3", "x4", "x0", "x1", "x2"};
    List<M> mixed = fit(p -> p == 0 ? first : other);
    String plain = json(fit(p -> first).get(0));
    for (M model : mixed) {
      assertThat(json(model)).isEqualTo(plain);
    }
    ThreeParties parties = parties();
    List<PooledEvaluation> judged =
        parties.each((p, sum) -> mixed.get(p).evaluate(parties.tables().get(p), sum, 0.1));
    assertThat(judged.get(1).metrics().get(Metric.AUC).value()).isGreaterThan(0.95);
  }
}
