package dev.tributary.fl.vertical.nodesums.paillier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same randomness in two shards would let two ciphertexts cancel their blinding. */
class TaskSeedTest {
  private static byte[] bytes(TaskSeed seed, int shard) {
    return seed.source(shard).bytes(64);
  }

  @Test
  void everyShardHasItsOwnRandomnessAndTheSameAgain() {
    TaskSeed seed = TaskSeed.fresh();
    assertThat(bytes(seed, 0)).isEqualTo(bytes(seed, 0));
    for (int shard = 1; shard < 300; shard++) {
      assertThat(bytes(seed, shard)).isNotEqualTo(bytes(seed, 0));
      assertThat(bytes(seed, shard)).isNotEqualTo(bytes(seed, shard - 1));
    }
    assertThat(bytes(seed, 256)).isNotEqualTo(bytes(seed, 1));
  }

  @Test
  void everyStepHasItsOwnRandomness() {
    assertThat(bytes(TaskSeed.fresh(), 0)).isNotEqualTo(bytes(TaskSeed.fresh(), 0));
  }

  @Test
  void nothingOfItIsPrinted() {
    assertThat(TaskSeed.fresh().toString()).isEqualTo("TaskSeed");
  }
}
