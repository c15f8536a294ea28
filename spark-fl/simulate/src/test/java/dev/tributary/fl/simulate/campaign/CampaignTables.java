package dev.tributary.fl.simulate.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes campaigns as CSV, both parties' rows in one order, for experiments of modules without
 * Spark: {@code campaign-ROWS-SEED-lender.csv} and {@code campaign-ROWS-SEED-bureau.csv} in the
 * directory of {@code -Dtributary.campaign}, of {@code -Dtributary.campaign.rows} and {@code
 * .features}, else of the demo's size. Asserts nothing, so run by name.
 */
class CampaignTables {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void write(long seed) throws IOException {
    Path directory = Path.of(System.getProperty("tributary.campaign", "target/campaign"));
    Files.createDirectories(directory);
    CampaignSpec demo = CampaignSpec.demo(seed);
    CampaignSpec spec =
        CampaignSpec.of(
            Long.getLong("tributary.campaign.rows", demo.rows()),
            Integer.getInteger("tributary.campaign.features", demo.features()),
            seed);
    CampaignRows lender = CampaignRows.lender(spec);
    CampaignRows bureau = CampaignRows.bureau(spec);
    String prefix = "campaign-" + spec.rows() + "-" + seed;
    try (PrintWriter own = open(directory.resolve(prefix + "-lender.csv"), lender);
        PrintWriter other = open(directory.resolve(prefix + "-bureau.csv"), bureau)) {
      CommonPeople.forEach(
          lender,
          bureau,
          (row, match) -> {
            own.println(line(row));
            other.println(line(match));
          });
    }
  }

  private static PrintWriter open(Path file, CampaignRows rows) throws IOException {
    PrintWriter out = new PrintWriter(file.toFile(), StandardCharsets.UTF_8);
    out.println(String.join(",", rows.schema().fieldNames()));
    return out;
  }

  private static String line(Row row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.isNullAt(i) ? "" : row.get(i).toString())
        .collect(Collectors.joining(","));
  }
}
