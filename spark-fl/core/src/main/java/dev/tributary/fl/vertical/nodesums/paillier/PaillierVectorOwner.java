package dev.tributary.fl.vertical.nodesums.paillier;

import dev.tributary.crypto.encoding.PairPacking;
import dev.tributary.crypto.paillier.PaillierPrivateKey;
import dev.tributary.fl.data.Shards;
import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.fl.vertical.nodesums.CandidateLayout;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.nodesums.CandidateSums;
import dev.tributary.fl.vertical.nodesums.ChannelsMessage;
import dev.tributary.fl.vertical.nodesums.LevelChannels;
import dev.tributary.fl.vertical.nodesums.TrainingShape;
import dev.tributary.fl.vertical.nodesums.VectorOwner;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.PayloadWriter;
import dev.tributary.protocol.PieceReceipt;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.util.ArrayList;
import java.util.List;

/** The label party's end: encrypts on its executors, and decrypts there. */
final class PaillierVectorOwner implements VectorOwner {
  private final FederatedSession session;
  private final int trainingRows;
  private final List<CandidateLayout> layouts;
  private final MembershipMode membership;
  private final int keyBits;
  private final RunKey key;
  private final List<ReplyReader> readers = new ArrayList<>();
  private GradientPairs pairs;
  private List<CandidateSet> active;
  private LevelChannels sent;
  private int round;

  PaillierVectorOwner(
      FederatedSession session,
      TrainingShape shape,
      List<CandidateLayout> layouts,
      MembershipMode membership,
      PaillierPrivateKey privateKey) {
    this.session = session;
    this.trainingRows = shape.rows().training();
    this.layouts = List.copyOf(layouts);
    this.membership = membership;
    this.keyBits = privateKey.publicKey().parameters().modulusBits();
    this.key =
        new RunKey(session.run() + "/" + session.epoch() + "/" + System.nanoTime(), privateKey);
    byte[] publicKey = privateKey.publicKey().encode();
    for (int p = 0; p < layouts.size(); p++) {
      PartyId owner = session.featureParties().get(p);
      session.exchange().send(session.to(owner, 0, PaillierSteps.KEY), publicKey);
      readers.add(new ReplyReader(session, layouts.get(p), key));
    }
  }

  @Override
  public void startRound(int newRound, GradientPairs newPairs, List<CandidateSet> newActive) {
    round = newRound;
    pairs = newPairs;
    active = List.copyOf(newActive);
    if (membership == MembershipMode.REVEALED) {
      encrypt(PaillierSteps.ROWS, slices().ofRound());
    }
  }

  @Override
  public void send(LevelChannels channels) {
    sent = channels;
    if (membership == MembershipMode.HIDDEN) {
      encrypt(PaillierSteps.rows(channels.level()), slices().ofLevel(channels, cellShape()));
    }
    sendChannels(channels);
  }

  /** The count of channels always; the channel of every row only where membership is revealed. */
  private void sendChannels(LevelChannels channels) {
    List<byte[]> pieces = new ArrayList<>();
    for (short[] channelOfRow : channels.channelOfRow()) {
      short[] told = membership == MembershipMode.REVEALED ? channelOfRow : new short[0];
      pieces.add(new ChannelsMessage(channels.channels(), told).encode());
    }
    for (PartyId owner : session.featureParties()) {
      PeerMessages.send(
          session, session.to(owner, round, PaillierSteps.channels(channels.level())), pieces);
    }
  }

  @Override
  public List<CandidateSums> sums() {
    List<CandidateSums> sums = new ArrayList<>();
    for (int p = 0; p < layouts.size(); p++) {
      sums.add(readers.get(p).read(p, round, sent.level(), cellShape(), active.get(p)));
    }
    return sums;
  }

  private RowSlices slices() {
    return new RowSlices(pairs, session.compute().parallelism());
  }

  private CellShape cellShape() {
    return CellShape.of(keyBits, trainingRows, sent.channels(), membership);
  }

  /** Encrypts once and puts the same pieces to every matrix owner. */
  private void encrypt(String step, List<RowSlice> slices) {
    List<StepAddress> addresses =
        session.featureParties().stream().map(p -> session.to(p, round, step)).toList();
    Shards<RowSlice> shards = session.compute().distribute(slices);
    List<PieceReceipt> receipts =
        shards.map(
            encryption(key, TaskSeed.fresh(), CellShape.packing(keyBits, trainingRows), addresses));
    shards.release();
    for (StepAddress address : addresses) {
      session.exchange().commit(new StepManifest(address, receipts));
    }
  }

  private static Shards.Kernel<RowSlice, PieceReceipt> encryption(
      RunKey key, TaskSeed seed, PairPacking packing, List<StepAddress> addresses) {
    int bits = packing.plaintextBits();
    int rows = packing.rows();
    List<StepAddress> copies = new ArrayList<>(addresses);
    return (shard, slice, context) -> {
      byte[] ciphertexts =
          key.encryptor(context)
              .encrypt(slice.plaintexts(CellShape.packing(bits, rows)), seed.source(shard));
      byte[] piece =
          new RowsMessage(slice.firstRow(), slice.rows(), slice.present(), ciphertexts).encode();
      PieceReceipt receipt = null;
      for (StepAddress address : copies) {
        receipt = context.exchange().put(address.shard(shard), PayloadWriter.of(piece));
      }
      return receipt;
    };
  }

  @Override
  public void endRound() {
    pairs = null;
    active = null;
    sent = null;
  }

  @Override
  public void close() {
    readers.forEach(ReplyReader::close);
  }
}
