package dev.tributary.fl.spark.shards;

import dev.tributary.fl.data.PayloadKernel;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.PiecesBehind;
import dev.tributary.protocol.StepAddress;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Makes and puts the pieces of several blocks, the last ones on their way while one is made. */
final class PublishTask<B>
    implements FlatMapFunction<Iterator<NumberedBlock<B>>, TaskResult<PieceReceipt>> {
  private static final long serialVersionUID = 1L;

  private final ShippedKernel<PayloadKernel<? super B>> shipped;
  private final StepAddress step;

  PublishTask(ShippedKernel<PayloadKernel<? super B>> shipped, StepAddress step) {
    this.shipped = shipped;
    this.step = step;
  }

  @Override
  public Iterator<TaskResult<PieceReceipt>> call(Iterator<NumberedBlock<B>> blocks) {
    PayloadKernel<? super B> kernel = shipped.kernel();
    ExecutorContext context = shipped.context();
    try (PiecesBehind pieces = new PiecesBehind(context.exchange())) {
      while (blocks.hasNext()) {
        NumberedBlock<B> next = blocks.next();
        int shard = next.shard();
        pieces.put(step.shard(shard), out -> kernel.write(shard, next.block(), context, out));
      }
      return pieces.receipts().stream().map(TaskResult::of).iterator();
    }
  }
}
