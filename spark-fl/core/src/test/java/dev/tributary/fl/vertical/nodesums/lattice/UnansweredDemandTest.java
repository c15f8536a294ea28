package dev.tributary.fl.vertical.nodesums.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.vertical.cipher.CipherKeys;
import dev.tributary.fl.vertical.cipher.Ciphers;
import dev.tributary.fl.vertical.cipher.Protection;
import dev.tributary.fl.vertical.nodesums.CandidateSet;
import dev.tributary.fl.vertical.tree.GbtParameters;
import dev.tributary.protocol.FederationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Under every cipher a demand that is refused has had no answer: sums are not taken back. */
class UnansweredDemandTest {
  private static final CipherKeys KEYS =
      new CipherKeys(
          Map.of(GbtParameters.KEY_BITS.name(), 2048, GbtParameters.SIGMA_OUT.name(), 1.0));

  static Stream<String> suites() {
    return Ciphers.suites().stream();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void nothingIsPublishedForADemandThatIsRefused(String suite) {
    Protection protection = Ciphers.protection(suite);
    MapPair pair = new MapPair(71, MapPair.shape(60, 1, 1, 3));
    List<Integer> demands = Collections.synchronizedList(new ArrayList<>());
    List<String> published = Collections.synchronizedList(new ArrayList<>());
    pair.featureExchange = end -> new CommitsExchange(end, published);
    pair.asked =
        nodes -> {
          demands.add(nodes);
          throw FederationException.peer(MapPair.LABEL, "asked for sums of %d nodes", nodes);
        };
    CandidateSet all = CandidateSet.all(pair.order.layout().total());
    MapPair.Call call = new MapPair.Call(0, pair.pairs(1), pair.level(2, 2), all);

    RuntimeException refused =
        pair.fail(protection.map(KEYS), protection.map(KEYS), List.of(call)).feature();

    assertThat(refused).hasMessageContaining("asked for sums of 2 nodes");
    assertThat(demands).containsExactly(2);
    assertThat(published).noneMatch(step -> step.contains("level") || step.contains("sums"));
  }
}
