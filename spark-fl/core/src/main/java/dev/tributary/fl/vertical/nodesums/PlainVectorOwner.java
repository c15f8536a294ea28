package dev.tributary.fl.vertical.nodesums;

import dev.tributary.fl.session.FederatedSession;
import dev.tributary.fl.session.PeerMessages;
import dev.tributary.fl.training.GradientPairs;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import java.util.ArrayList;
import java.util.List;

/** The label party's end of the plaintext twin. */
final class PlainVectorOwner implements VectorOwner {
  private final FederatedSession session;
  private final List<CandidateLayout> layouts;
  private List<CandidateSet> active;
  private int round;
  private LevelChannels sent;

  PlainVectorOwner(FederatedSession session, List<CandidateLayout> layouts) {
    this.session = session;
    this.layouts = List.copyOf(layouts);
  }

  @Override
  public void startRound(int newRound, GradientPairs pairs, List<CandidateSet> newActive) {
    round = newRound;
    active = List.copyOf(newActive);
    List<byte[]> pieces = new ArrayList<>();
    for (int k = 0; k < pairs.classes(); k++) {
      pieces.add(new PairsMessage(pairs.gradients()[k], pairs.hessians()[k]).encode());
    }
    sendAll(PlainLinearMap.roundStep(), pieces);
  }

  @Override
  public void send(LevelChannels channels) {
    sent = channels;
    List<byte[]> pieces = new ArrayList<>();
    for (short[] channelOfRow : channels.channelOfRow()) {
      pieces.add(new ChannelsMessage(channels.channels(), channelOfRow).encode());
    }
    sendAll(PlainLinearMap.channelsStep(channels.level()), pieces);
  }

  @Override
  public List<CandidateSums> sums() {
    List<CandidateSums> sums = new ArrayList<>();
    for (int p = 0; p < layouts.size(); p++) {
      sums.add(receive(session.featureParties().get(p), layouts.get(p), active.get(p)));
    }
    return sums;
  }

  private CandidateSums receive(PartyId owner, CandidateLayout layout, CandidateSet members) {
    StepAddress step = session.from(owner, round, PlainLinearMap.sumsStep(sent.level()));
    StepManifest manifest = PeerMessages.await(session, step, layout.blocks());
    int channels = sent.channels();
    long[] gradients = new long[Math.multiplyExact(layout.total(), channels)];
    long[] hessians = new long[gradients.length];
    for (int block = 0; block < layout.blocks(); block++) {
      int from = layout.offset(block);
      int to = from + layout.size(block);
      int entries = members.count(from, to) * channels;
      byte[] piece = session.exchange().fetchBytes(manifest, block, SumsMessage.maxLength(entries));
      SumsMessage message = PeerMessages.decode(step, piece, b -> SumsMessage.decode(b, entries));
      int at = 0;
      for (int id = members.next(from); id >= 0 && id < to; id = members.next(id + 1)) {
        System.arraycopy(message.gradients(), at, gradients, id * channels, channels);
        System.arraycopy(message.hessians(), at, hessians, id * channels, channels);
        at += channels;
      }
    }
    return new CandidateSums(layout.total(), channels, gradients, hessians);
  }

  @Override
  public void endRound() {
    active = null;
    sent = null;
  }

  @Override
  public void close() {}

  private void sendAll(String step, List<byte[]> pieces) {
    for (PartyId owner : session.featureParties()) {
      PeerMessages.send(session, session.to(owner, round, step), pieces);
    }
  }
}
