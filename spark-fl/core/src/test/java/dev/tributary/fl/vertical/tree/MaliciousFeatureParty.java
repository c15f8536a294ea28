package dev.tributary.fl.vertical.tree;

import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.tree.message.BitmapsMessage;
import dev.tributary.fl.vertical.tree.message.LayoutMessage;
import dev.tributary.fl.vertical.tree.message.Steps;
import dev.tributary.protocol.Exchange;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** A feature party that is honest but for one kind of answer. */
final class MaliciousFeatureParty {
  private MaliciousFeatureParty() {}

  /** Announces other candidates than it has. */
  static UnaryOperator<Exchange> announcing(CandidateLayout layout) {
    byte[] message = new LayoutMessage(layout).encode();
    return exchange -> new TamperingExchange(exchange, Steps.LAYOUT, honest -> message);
  }

  /**
   * Names splits otherwise than it has given them out.
   *
   * @param level whose answers it changes, one bitmap each
   * @param rows of a bitmap
   * @param ids the id to tell by the number of the answer, from 0
   */
  static UnaryOperator<Exchange> naming(int level, int rows, IntUnaryOperator ids) {
    int[] answers = new int[1];
    return exchange ->
        new TamperingExchange(
            exchange,
            Steps.bitmaps(level),
            honest -> {
              byte[][] bitmaps = BitmapsMessage.decode(honest, 1, rows).bitmaps();
              int id = ids.applyAsInt(answers[0]++);
              return new BitmapsMessage(new int[] {id}, bitmaps).encode();
            });
  }
}
