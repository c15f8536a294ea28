package dev.tributary.fl.simulate.campaign;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Row;

/** The plain join of a campaign's tables. */
final class CommonPeople {
  private CommonPeople() {}

  /** Hands over both rows of everybody whom both parties know, in the lender's order. */
  static void forEach(CampaignRows lender, CampaignRows bureau, BiConsumer<Row, Row> both) {
    Map<Long, Row> known = new HashMap<>();
    for (long p = 0; p < bureau.size(); p++) {
      Row row = bureau.row(p);
      known.put(Long.parseLong(row.getString(0)), row);
    }
    for (long p = 0; p < lender.size(); p++) {
      Row own = lender.row(p);
      Row other = known.get(own.getLong(0));
      if (other != null) {
        both.accept(own, other);
      }
    }
  }
}
