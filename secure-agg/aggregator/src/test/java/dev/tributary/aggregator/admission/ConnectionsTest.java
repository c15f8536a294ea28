package dev.tributary.aggregator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.aggregator.quota.Limits;
import dev.tributary.aggregator.quota.PartyShare;
import dev.tributary.aggregator.quota.Shares;
import dev.tributary.protocol.PartyId;
import io.grpc.netty.shaded.io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The pool of strangers, and who leaves it how. */
class ConnectionsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final PartyShare share =
      new Shares(Limits.of().connections(2).build(), Duration.ZERO, Clock.systemUTC())
          .of(new PartyId("lender"));
  private Connections connections = new Connections(new StrangerLimits(2, LONG));
  private int port = 1;

  private EmbeddedChannel connected() {
    SocketAddress from = InetSocketAddress.createUnresolved("somewhere", port++);
    EmbeddedChannel channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return from;
          }
        };
    connections.connected(channel);
    return channel;
  }

  private static void close(EmbeddedChannel channel) {
    var unused = channel.close();
  }

  @Test
  void oneMoreStrangerMakesTheOldestGiveWay() {
    EmbeddedChannel first = connected();
    EmbeddedChannel second = connected();
    assertThat(first.isOpen()).isTrue();
    assertThat(connections.strangers()).isEqualTo(2);
    EmbeddedChannel third = connected();

    assertThat(first.isOpen()).isFalse();
    assertThat(second.isOpen()).isTrue();
    assertThat(third.isOpen()).isTrue();
    assertThat(connections.strangers()).isEqualTo(2);
    close(second);
    assertThat(connections.strangers()).isEqualTo(1);
    connected();
    assertThat(third.isOpen()).isTrue();
  }

  @Test
  void whoHasShownWhoItIsStaysWhateverStrangersCome() {
    EmbeddedChannel party = connected();
    connections.admit(party.remoteAddress(), share);
    connections.admit(party.remoteAddress(), share);
    assertThat(connections.strangers()).isZero();
    assertThat(share.connections().used()).isEqualTo(1);
    for (int i = 0; i < 5; i++) {
      connected();
    }

    assertThat(party.isOpen()).isTrue();
    close(party);
    assertThat(share.connections().used()).isZero();
  }

  @Test
  void aPartyBeyondItsConnectionsStaysAStranger() {
    connections.admit(connected().remoteAddress(), share);
    connections.admit(connected().remoteAddress(), share);
    EmbeddedChannel third = connected();

    assertThatThrownBy(() -> connections.admit(third.remoteAddress(), share))
        .hasMessageContaining("raise per-party.connections there");
    assertThat(share.connections().used()).isEqualTo(2);
    assertThat(connections.strangers()).isEqualTo(1);
  }

  @Test
  void whoIsGoneIsNotAdmitted() {
    EmbeddedChannel gone = connected();
    SocketAddress from = gone.remoteAddress();
    close(gone);

    connections.admit(from, share);

    assertThat(share.connections().used()).isZero();
  }

  @Test
  void strangersHaveTheirTime() {
    EmbeddedChannel patient = connected();
    connections.sweep();
    assertThat(patient.isOpen()).isTrue();
    assertThat(connections.strangers()).isEqualTo(1);

    connections = new Connections(new StrangerLimits(3, Duration.ofSeconds(-1)));
    EmbeddedChannel first = connected();
    EmbeddedChannel second = connected();
    EmbeddedChannel party = connected();
    connections.admit(party.remoteAddress(), share);
    connections.sweep();

    assertThat(first.isOpen()).isFalse();
    assertThat(second.isOpen()).isFalse();
    assertThat(party.isOpen()).isTrue();
    assertThat(connections.strangers()).isZero();
  }

  @Test
  void theGateCountsWhatIsAcceptedAndPassesEverythingOn() {
    EmbeddedChannel accepted = new EmbeddedChannel();
    EmbeddedChannel listening = new EmbeddedChannel(connections.gate());

    listening.writeInbound(accepted, "no connection");

    assertThat(connections.strangers()).isEqualTo(1);
    assertThat(listening.<Object>readInbound()).isSameAs(accepted);
    assertThat(listening.<Object>readInbound()).isEqualTo("no connection");
  }
}
