package dev.tributary.transport;

import dev.tributary.protocol.PartyId;
import dev.tributary.protocol.StepAddress;
import dev.tributary.protocol.StepManifest;
import dev.tributary.transport.pki.Identity;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What only a driver has: the identity that signs manifests, the keys that check the peers', and
 * the heartbeat, which knows how the run ends.
 */
final class DriverSide {
  private final Identity identity;
  private final Map<PartyId, PublicKey> signers;
  private final Heartbeat heartbeat;
  private final Map<StepAddress, Sealed> committed = new ConcurrentHashMap<>();

  DriverSide(Identity identity, Map<PartyId, PublicKey> signers, Heartbeat heartbeat) {
    this.identity = identity;
    this.signers = Map.copyOf(signers);
    this.heartbeat = heartbeat;
  }

  Identity identity() {
    return identity;
  }

  Heartbeat heartbeat() {
    return heartbeat;
  }

  /** The other parties. */
  Set<PartyId> peers() {
    return signers.keySet();
  }

  PublicKey signer(PartyId peer) {
    return Optional.ofNullable(signers.get(peer))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "party must be one of this run's. Provided value: " + peer));
  }

  /**
   * The sealed form of a manifest: the same bytes when it is committed again, since the aggregator,
   * which cannot look inside, tells equal manifests by their bytes.
   */
  byte[] sealed(StepManifest manifest, Supplier<byte[]> sealing) {
    Sealed known = committed.get(manifest.step());
    if (known == null || !known.manifest.equals(manifest)) {
      known = new Sealed(manifest, sealing.get());
      committed.putIfAbsent(manifest.step(), known);
    }
    return known.bytes;
  }

  private static final class Sealed {
    private final StepManifest manifest;
    private final byte[] bytes;

    Sealed(StepManifest manifest, byte[] bytes) {
      this.manifest = manifest;
      this.bytes = bytes;
    }
  }
}
