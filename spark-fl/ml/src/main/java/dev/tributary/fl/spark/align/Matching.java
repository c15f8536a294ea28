package dev.tributary.fl.spark.align;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import dev.tributary.crypto.ec.MaskingKey;
import dev.tributary.fl.align.PsiDialogue;
import dev.tributary.fl.spark.shards.WorkDirectory;
import dev.tributary.protocol.ExchangeSupplier;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepManifest;
import dev.tributary.protocol.psi.IdErrors;
import dev.tributary.protocol.psi.PsiOffer;
import dev.tributary.protocol.psi.PsiOutcome;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * The rounds of the protocol at either side, once a party's own points are laid out. Waits at the
 * driver only; what a peer sent is masked once and kept as files for the joins.
 *
 * @param dialogue small messages and addresses
 * @param own own points
 * @param key masking key of this run
 * @param tables received pieces as tables
 * @param exchange opens the exchange inside an executor
 * @param scratch directory for files that the alignment deletes
 */
record Matching(
    PsiDialogue dialogue,
    OwnPoints own,
    MaskingKey key,
    PieceTables tables,
    ExchangeSupplier exchange,
    String scratch) {

  AlignedRows label(long minIntersection, IdColumns ids, WorkDirectory work) {
    List<PartyId> peers = dialogue.session().featureParties();
    putPoints(peers).forEach(dialogue.session().exchange()::commit);
    Map<PartyId, Long> offered = new LinkedHashMap<>();
    for (int feature = 0; feature < peers.size(); feature++) {
      PsiOffer offer = dialogue.receiveOffer(peers.get(feature));
      offered.put(peers.get(feature), offer.ids());
      StepManifest points = dialogue.awaitPoints(peers.get(feature), offer);
      Dataset<Row> masked =
          tables.maskedAgain(
              points, key, MatchColumns.pieceOf(feature), MatchColumns.positionOf(feature));
      keep(masked, "theirs-" + feature);
    }
    Map<PartyId, Long> overlaps = new LinkedHashMap<>();
    Dataset<Row> common = null;
    for (int feature = 0; feature < peers.size(); feature++) {
      Dataset<Row> match = match(peers.get(feature), feature);
      overlaps.put(peers.get(feature), match.count());
      common = common == null ? match : common.join(match, ownPosition(), "inner");
    }
    RowNumbers numbers = new RowNumbers(common, own.pieces());
    PsiOutcome outcome =
        numbers.count() < minIntersection ? PsiOutcome.tooFew() : new PsiOutcome(numbers.count());
    dialogue.sendOutcome(outcome);
    requireEnough(outcome, minIntersection);
    Dataset<Row> numbered = keep(numbers.numbered(), "numbered");
    for (int feature = 0; feature < peers.size(); feature++) {
      RowsPublisher.publish(numbered, numbers.count(), feature, dialogue, exchange);
    }
    Dataset<Row> rows = EcdhAlignment.write(numbered, own, ids, work);
    long brought = own.count();
    return new AlignedRows(rows, numbers.count(), brought, offered, overlaps);
  }

  AlignedRows feature(long minIntersection, IdColumns ids, WorkDirectory work) {
    PartyId label = dialogue.session().labelParty();
    List<StepManifest> ownPoints = putPoints(List.of(label));
    PsiOffer offer = dialogue.receiveOffer(label);
    StepManifest points = dialogue.awaitPoints(label, offer);
    // Not before the label party's points are fixed: see PsiDialogue.pointsTo.
    ownPoints.forEach(dialogue.session().exchange()::commit);
    tables.answer(points, key, dialogue.tokensTo(label), dialogue.session().exchange());
    PsiOutcome outcome = dialogue.receiveOutcome(minIntersection);
    requireEnough(outcome, minIntersection);
    Dataset<Row> assigned = tables.assignments(dialogue.awaitRows(outcome, own.count()));
    Dataset<Row> rows = EcdhAlignment.write(assigned, own, ids, work);
    requireAllRows(rows, ids, outcome.rows(), label);
    long brought = own.count();
    return new AlignedRows(rows, outcome.rows(), brought, Map.of(label, offer.ids()), Map.of());
  }

  private List<StepManifest> putPoints(List<PartyId> peers) {
    peers.forEach(peer -> dialogue.sendOffer(peer, own.count()));
    return PointsPublisher.put(
        own,
        exchange,
        dialogue.session().exchange(),
        peers.stream().map(dialogue::pointsTo).toList());
  }

  /** Own position against the peer's, for every id in common with it. */
  private Dataset<Row> match(PartyId peer, int feature) {
    StepManifest message = dialogue.awaitTokens(peer, own.pieces());
    Dataset<Row> theirs = read("theirs-" + feature);
    Dataset<Row> matched =
        tables
            .tokens(message, own.sizes())
            .hint("merge")
            .join(theirs, new String[] {MatchColumns.HIGH, MatchColumns.LOW}, "inner")
            .drop(MatchColumns.HIGH, MatchColumns.LOW);
    return keep(matched, "match-" + feature);
  }

  private static String[] ownPosition() {
    return new String[] {MatchColumns.PIECE, MatchColumns.POSITION};
  }

  private Dataset<Row> keep(Dataset<Row> table, String name) {
    table.write().mode(SaveMode.Overwrite).parquet(scratch + "/" + name);
    return read(name);
  }

  private Dataset<Row> read(String name) {
    return own.table().sparkSession().read().parquet(scratch + "/" + name);
  }

  private static void requireEnough(PsiOutcome outcome, long minIntersection) {
    if (!outcome.enough()) {
      throw IdErrors.tooFew(minIntersection);
    }
  }

  /** Every row number once, each at an id of its own. */
  private static void requireAllRows(Dataset<Row> rows, IdColumns ids, long due, PartyId label) {
    Row counts =
        rows.agg(
                count(lit(1)),
                countDistinct(col(AlignedRows.ROW)),
                countDistinct(ids.columns()[0], Arrays.copyOfRange(ids.columns(), 1, ids.count())),
                max(col(AlignedRows.ROW)))
            .head();
    for (int i = 0; i < 3; i++) {
      if (counts.getLong(i) != due) {
        throw FederationException.peer(
            label, "assigned rows twice, or to points that were not sent");
      }
    }
    if (counts.getLong(3) != due - 1) {
      throw FederationException.peer(label, "assigned row numbers beyond the announced %d", due);
    }
  }
}
