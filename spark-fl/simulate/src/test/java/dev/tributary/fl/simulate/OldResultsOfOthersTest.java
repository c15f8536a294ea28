package dev.tributary.fl.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SECURITY.md: a foreign job that is simulated can "write results and logs below --out". It names
 * its parties as it likes, and so chooses which folders below --out lose their model.
 */
class OldResultsOfOthersTest {
  @TempDir Path out;

  private static final List<PartyId> PARTIES =
      List.of(new PartyId("lender"), new PartyId("bureau"));

  private Path result(String party) throws IOException {
    Path manifest = out.resolve(party).resolve("model").resolve("manifest.json");
    Files.createDirectories(manifest.getParent());
    return Files.writeString(manifest, "{}");
  }

  @Test
  void theModelOfARealRunStays() throws IOException {
    Path real = result("lender");

    assertThatThrownBy(() -> OldResults.remove(out, PARTIES))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining(
            "lender holds 'model', which no simulation wrote: choose another --out");
    assertThat(real).exists();
  }

  @Test
  void whatASimulationWroteMakesRoomForTheNext() throws IOException {
    OldResults.remove(out, PARTIES);
    OldResults.mark(out, PARTIES);
    Path simulated = result("lender");
    Path real = result("retailer");

    OldResults.remove(out, PARTIES);
    assertThat(simulated).doesNotExist();
    List<PartyId> others = List.of(new PartyId("lender"), new PartyId("retailer"));
    assertThatThrownBy(() -> OldResults.remove(out, others))
        .hasMessageContaining("retailer holds 'model'");
    assertThat(real).exists();
  }
}
