package dev.tributary.fl.jobs.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connectors.RowCondition;
import dev.tributary.protocol.FederationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RowCondition: "nothing that ... reads the environment or differs from run to run". */
class ConditionOfTheDayTest {
  @Test
  void nothingDiffersFromRunToRun() {
    for (String condition : List.of("apply_date < date 'today'", "apply_date < timestamp 'now'")) {
      assertThatThrownBy(() -> RowCondition.checked("split.test", condition))
          .as(condition)
          .isInstanceOf(FederationException.class)
          .hasMessageStartingWith(
              "split.test must not use a date such as 'today' or 'now', which differs from run to");
    }
  }
}
