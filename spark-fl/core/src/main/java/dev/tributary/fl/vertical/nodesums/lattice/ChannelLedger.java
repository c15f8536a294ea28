package dev.tributary.fl.vertical.nodesums.lattice;

import dev.tributary.crypto.lattice.LatticeSet;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.protocol.linearmap.ChannelLease;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands out channels in order; both owners keep one and so agree without a message. A node takes
 * two neighbours, its gradients and its hessians. A level that does not fit the rest of a batch
 * goes on in the next, under a lease of its own. A round whose trees may not fit the rest of a
 * window starts with the next, so that the winners of few trees depend on one window's secrets.
 */
final class ChannelLedger {
  /** Batches of one epoch; batch numbers are unique over the epochs of a run. */
  private static final int BATCHES_OF_EPOCH = 1 << 20;

  private final TrainingShape shape;
  private final int window;
  private int batch;
  private int used;
  private int round;
  private long usedOfRound;

  ChannelLedger(int epoch, TrainingShape shape, LatticeSet set) {
    this.batch = Math.multiplyExact(epoch, BATCHES_OF_EPOCH);
    this.shape = shape;
    this.window = set.window();
  }

  /** Most channels that one round takes. */
  static long channelsOfRound(TrainingShape shape) {
    return (2L * shape.classes()) << (shape.depth() - 1);
  }

  /** Most nodes of a level that have channels, over all classes. */
  static int mostNodes(TrainingShape shape, int level) {
    return Math.multiplyExact(shape.classes(), 1 << Math.max(0, level - 1));
  }

  /** The batch that channels are taken from. */
  int batch() {
    return batch;
  }

  /** Channels for a level of a round. */
  List<ChannelLease> take(int newRound, int nodes) {
    if (newRound != round) {
      round = newRound;
      usedOfRound = 0;
      used = startOfRound(used);
    }
    List<ChannelLease> leases = new ArrayList<>();
    for (int channels = 2 * nodes; channels > 0; ) {
      if (used == LatticeSet.CHANNELS) {
        batch++;
        used = 0;
      }
      int taken = Math.min(channels, LatticeSet.CHANNELS - used);
      leases.add(new ChannelLease(batch, used, used + taken));
      used += taken;
      usedOfRound += taken;
      channels -= taken;
    }
    return leases;
  }

  /** Whether the rest of the training may need the batch after this one. */
  boolean mayNeedNext() {
    long most = channelsOfRound(shape);
    long end = used + Math.max(0, most - usedOfRound);
    for (int rest = shape.rounds() - round - 1; rest > 0 && end <= LatticeSet.CHANNELS; rest--) {
      end = startOfRound((int) end) + most;
    }
    return end > LatticeSet.CHANNELS;
  }

  /** The first channel at or after {@code from} that a round may start with. */
  private int startOfRound(int from) {
    int rest = Math.floorMod(-from, window);
    return rest < channelsOfRound(shape) ? from + rest : from;
  }
}
