package dev.tributary.transport;

import com.google.protobuf.ByteString;
import dev.tributary.protocol.MessageAddress;
import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.transport.pki.Identity;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * An aggregator between two real clients that delivers something else than it was given: other
 * introductions, other manifests, pieces that are altered, moved, cut, repeated or reordered.
 */
final class MaliciousAggregator extends FakeAggregator {
  private final Map<PartyId, Map<PartyId, byte[]>> substitutes = new ConcurrentHashMap<>();
  private final Map<StepAddress, UnaryOperator<ByteString>> manifests = new ConcurrentHashMap<>();
  private final Map<MessageAddress, UnaryOperator<ByteString>> pieces = new ConcurrentHashMap<>();
  private volatile UnaryOperator<List<ByteString>> along = genuine -> genuine;
  private volatile UnaryOperator<List<ByteString>> frames = genuine -> genuine;

  MaliciousAggregator(Identity identity) throws IOException {
    super(identity);
  }

  /** Shows a party another introduction of a peer. */
  void substitute(PartyId receiver, PartyId of, byte[] introduction) {
    substitutes.computeIfAbsent(receiver, r -> new HashMap<>()).put(of, introduction);
  }

  /** Alters the manifest of a step. */
  void alterManifest(StepAddress step, UnaryOperator<ByteString> change) {
    manifests.put(step, change);
  }

  /** Delivers the manifest of one step as that of another. */
  void relabel(StepAddress genuine, StepAddress as) {
    manifests.put(as, ignored -> mailbox().manifest(genuine, 0).orElseThrow());
  }

  void alterPiece(MessageAddress address, UnaryOperator<ByteString> change) {
    pieces.put(address, change);
  }

  /** Delivers one piece in the place of another. */
  void move(MessageAddress genuine, MessageAddress to) {
    pieces.put(to, ignored -> mailbox().piece(genuine));
  }

  /** Changes what comes along with manifests. */
  void alterAlong(UnaryOperator<List<ByteString>> change) {
    along = change;
  }

  /** Changes how pieces are cut into frames. */
  void alterFrames(UnaryOperator<List<ByteString>> change) {
    frames = change;
  }

  @Override
  Map<PartyId, ByteString> introductionsFor(PartyId receiver, Map<PartyId, ByteString> genuine) {
    Map<PartyId, ByteString> shown = new TreeMap<>(genuine);
    substitutes
        .getOrDefault(receiver, Map.of())
        .forEach((of, introduction) -> shown.put(of, ByteString.copyFrom(introduction)));
    return shown;
  }

  @Override
  ByteString manifestOf(StepAddress step, ByteString genuine) {
    return manifests.getOrDefault(step, same -> same).apply(genuine);
  }

  @Override
  List<ByteString> alongWith(StepAddress step, List<ByteString> genuine) {
    return along.apply(genuine);
  }

  @Override
  List<ByteString> framesOf(MessageAddress address, ByteString genuine, long offset) {
    ByteString altered = pieces.getOrDefault(address, same -> same).apply(genuine);
    return frames.apply(super.framesOf(address, altered, offset));
  }
}
