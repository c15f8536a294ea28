package dev.tributary.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The seam between parties: a mailbox of addressed pieces, made visible message by message.
 *
 * <p>Executors {@link #put} their pieces; when all tasks have succeeded the driver {@link #commit}s
 * the message with a manifest; the peer's driver {@link #await}s it, and its executors {@link
 * #fetch} what they need. Tasks never wait for a peer; only {@code await} blocks, up to its
 * timeout.
 *
 * <p>Guarantees of every implementation, held by {@code ExchangeContract}:
 *
 * <ul>
 *   <li>A piece is visible only once it is complete, and only through a manifest that names it.
 *   <li>The first complete put at an address wins; later ones change nothing and return normally.
 *   <li>A fetched piece matches the manifest's length and digest, or reading it fails with PEER.
 *   <li>Calls for a lower epoch than the run's current one fail.
 *   <li>After {@code abort} by anyone, and when a peer is lost, a blocked or later {@code await}
 *       fails with PEER, naming the party and its reason.
 *   <li>In a run that goes on without parties that are lost ({@link LossRule}), a loss ends only
 *       the waits for that party, once what it had sent before is received, with {@link
 *       FederationException#lost}; the party that counts as lost hears so at whatever it asks for,
 *       and what it gives up ends nothing for the others.
 * </ul>
 *
 * <p>Thread-safe. Methods throw {@link FederationException}.
 */
public interface Exchange extends AutoCloseable {
  /** The party that this end belongs to: sender of every put, receiver of every await. */
  PartyId self();

  /**
   * Writes one piece. Callable from any executor.
   *
   * @return length and digest of the plaintext, for {@link #commit}
   */
  PieceReceipt put(MessageAddress address, PayloadWriter payload);

  /** Makes a message visible to its receiver; idempotent for equal manifests. Driver only. */
  void commit(StepManifest manifest);

  /**
   * Waits until a message is committed. Driver only.
   *
   * @param timeout longest wait, after which RESOURCE is thrown with the sender's name
   */
  StepManifest await(StepAddress step, Duration timeout);

  /**
   * The same for who fetches the pieces at once, at this end: short ones may come along, which
   * saves a round trip. Driver only.
   */
  default StepManifest awaitToFetch(StepAddress step, Duration timeout) {
    return await(step, timeout);
  }

  /**
   * Opens one piece for streaming. The stream fails with an {@link IOException} whose cause is a
   * {@link FederationException} of code PEER if bytes do not match the manifest; nothing that was
   * read may be acted on before the end of the stream was reached. Callable from any executor.
   */
  InputStream fetch(StepManifest manifest, int shard);

  /**
   * Says that the receiver has what it needs of a message: its pieces may be deleted, which makes
   * room in the run's quota, and can be fetched no more. Optional; at the end of a run everything
   * is deleted. Driver only. Does nothing where pieces are not stored.
   */
  default void release(StepAddress step) {}

  /**
   * Tells all parties that this one gives up, and of its failure what {@link
   * FederationException#reasonForPeers} lets them know; later awaits of the run fail there, as PEER
   * or, where the failure is {@linkplain FederationException#agreed agreed}, as USER. Driver only.
   *
   * @return what ended the run: this failure, or that of a party that gave up before, which may
   *     well have caused this one; the first that this party told stands
   */
  RuntimeException abort(RuntimeException own);

  /**
   * Says that the run goes on without a party, which counts as lost from now on; for a party that
   * the run needs. Driver only. Does nothing where a loss ends the run.
   */
  default void goOnWithout(PartyId party) {}

  /** Parties that count as lost, with the time since each was heard of. Driver only. */
  default Map<PartyId, Duration> lost() {
    return Map.of();
  }

  @Override
  void close();

  /** Sends a small message as one piece. */
  default void send(StepAddress step, byte[] payload) {
    PieceReceipt receipt = put(step.shard(0), PayloadWriter.of(payload));
    commit(new StepManifest(step, List.of(receipt)));
  }

  /**
   * Receives a small message of one piece.
   *
   * @param maxLength refuse a longer message with PEER before reading it
   */
  default byte[] receive(StepAddress step, Duration timeout, int maxLength) {
    StepManifest manifest = awaitToFetch(step, timeout);
    if (manifest.pieces().size() != 1) {
      throw FederationException.peer(
          step.from(), "sent %d pieces at %s where one is due", manifest.pieces().size(), step);
    }
    return fetchBytes(manifest, 0, maxLength);
  }

  /**
   * Reads one piece whole; PEER if longer than {@code maxLength} or not what the manifest names.
   */
  default byte[] fetchBytes(StepManifest manifest, int shard, int maxLength) {
    StepAddress step = manifest.step();
    long length = manifest.pieces().get(shard).length();
    if (length > maxLength) {
      throw FederationException.peer(
          step.from(), "sent %d bytes at %s where at most %d are due", length, step, maxLength);
    }
    try (InputStream in = fetch(manifest, shard)) {
      return in.readAllBytes();
    } catch (IOException e) {
      String message = "reading " + step + " from " + step.from() + " failed: " + e.getMessage();
      throw FederationException.codeOf(e) == ErrorCode.PEER
          ? new FederationException(ErrorCode.PEER, message, e)
              .telling(PeerText.ALTERED, step.from())
          : new FederationException(ErrorCode.RESOURCE, message, e);
    }
  }
}
