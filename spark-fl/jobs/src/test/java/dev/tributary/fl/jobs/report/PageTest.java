package dev.tributary.fl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static Page page() {
    return new Page("title", "heading", "below").section("one", "<p>text</p>");
  }

  @Test
  void noReportLeavesOutWhatItsPartyWaived() {
    assertThatThrownBy(() -> page().end("footer"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("what its party waived");
    assertThat(page().waived(List.of()).end("footer")).doesNotContain("waived");
    assertThat(page().waived(List.of("allow.shared-folders: x")).end("footer"))
        .contains("Protection that this party waived", "allow.shared-folders: x");
  }
}
