package dev.tributary.fl.vertical.nodesums.paillier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.fuzz.DecoderFuzz;
import dev.tributary.protocol.wire.MalformedMessageException;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class PaillierMessagesFuzzTest {
  @Test
  void rows() {
    BitSet present = new BitSet();
    present.set(0, 2);
    present.set(4);
    byte[] valid = new RowsMessage(2, 5, present, new byte[12]).encode();
    RowsMessage read = RowsMessage.decode(valid, 10, 4);
    assertThat(read.present()).isEqualTo(present);
    assertThatThrownBy(() -> RowsMessage.decode(valid, 10, 3))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> RowsMessage.decode(valid, 6, 4))
        .isInstanceOf(MalformedMessageException.class);
    DecoderFuzz.run("rows", b -> RowsMessage.decode(b, 10, 4), valid);
  }

  @Test
  void cells() {
    byte[] valid = new CellsMessage(new byte[] {1, 2, 3, 4}).encode();
    assertThat(CellsMessage.decode(valid, 2, 2).ciphertexts()).hasSize(4);
    assertThatThrownBy(() -> CellsMessage.decode(valid, 3, 2))
        .isInstanceOf(MalformedMessageException.class);
    DecoderFuzz.run("cells", b -> CellsMessage.decode(b, 2, 2), valid);
  }
}
