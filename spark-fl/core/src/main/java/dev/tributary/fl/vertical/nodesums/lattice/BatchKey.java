package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.crypto.lattice.WordMatrix;
import dev.tributary.fl.data.ShardContext;
import dev.tributary.fl.data.SharedValues;
import dev.tributary.protocol.linearmap.VectorOwnerBatch;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The vector owner's secrets of one batch on their way to its own executors, and what an executor
 * keeps of them: batch roles, which are costly to make and serve one task at a time, and A S of the
 * slices it worked on. An executor that lost them computes them again, equal to the last bit.
 *
 * @param scope distinct per training and matrix owner
 */
record BatchKey(String scope, LatticeSet set, byte[] jointSeed, int batch, byte[] batchSeed)
    implements Serializable {
  /** The batch in use and the one that is being made. */
  private static final int BATCHES = 2;

  /** Calls a function with a batch role that no other task uses meanwhile. */
  <R> R with(ShardContext context, Function<VectorOwnerBatch, R> use) {
    return resident(context).with(this, use);
  }

  /** A S of a slice, all channels. */
  WordMatrix products(ShardContext context, RowRange slice) {
    return resident(context).products(this, slice);
  }

  private Resident resident(ShardContext context) {
    return context
        .shared("lattice/batches of " + scope, () -> new SharedValues(BATCHES))
        .shared("batch " + batch, Resident::new);
  }

  private VectorOwnerBatch role() {
    return new VectorOwnerBatch(set, jointSeed, batchSeed);
  }

  @Override
  public String toString() {
    return "BatchKey[" + scope + ", " + batch + "]";
  }

  private static final class Resident {
    private final ArrayDeque<VectorOwnerBatch> idle = new ArrayDeque<>();
    private final Map<Integer, WordMatrix> products = new ConcurrentHashMap<>();

    <R> R with(BatchKey key, Function<VectorOwnerBatch, R> use) {
      VectorOwnerBatch role;
      synchronized (idle) {
        role = idle.poll();
      }
      role = role == null ? key.role() : role;
      R result = use.apply(role);
      synchronized (idle) {
        idle.add(role);
      }
      return result;
    }

    WordMatrix products(BatchKey key, RowRange slice) {
      return products.computeIfAbsent(
          slice.firstRow(),
          first -> with(key, role -> role.products(slice.firstBlock(), slice.lastBlock())));
    }
  }
}
