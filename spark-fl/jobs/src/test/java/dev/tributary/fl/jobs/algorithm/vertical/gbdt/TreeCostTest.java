package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.fl.jobs.algorithm.Algorithms;
import org.junit.jupiter.api.Test;

class TreeCostTest {
  private static GbdtSection train(String keys) {
    return GbdtSection.of(
        Algorithms.parse(
            "job: credit\nparties: {bank: {role: label}, bureau: {role: feature}}\ntrain: " + keys,
            "job"));
  }

  /** A ciphertext is 512 bytes; at 210,000 rows a plaintext of 2048 bits holds 20 pairs. */
  @Test
  void costOfPaillierTreesFollowsTheProtocol() {
    TreeCost revealed =
        TreeCost.of(train("{cipher: paillier, depth: 2}"), 210_000, 300_000, 10, 310);
    TreeCost hidden =
        TreeCost.of(
            train("{cipher: paillier, membership: hidden, depth: 2}"), 210_000, 300_000, 10, 310);

    assertThat(revealed.down()).isEqualTo(210_000 * 512.0 + 2 * 210_000);
    assertThat(revealed.sums().decryptions()).isEqualTo(310 * 2 / 20);
    assertThat(revealed.up()).isEqualTo(31 * 512.0 + 3 * 300_000 / 8.0);
    assertThat(revealed.sums().encryptions()).isEqualTo(210_000);
    assertThat(hidden.sums().encryptions()).isEqualTo(420_000);
    assertThat(hidden.down()).isEqualTo(420_000 * 512.0);
  }
}
