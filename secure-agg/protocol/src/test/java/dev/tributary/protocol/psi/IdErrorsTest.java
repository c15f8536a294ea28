package dev.tributary.protocol.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PeerText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdErrorsTest {
  @ParameterizedTest
  @CsvSource({"NULL, 1, null", "BLANK, 2, blank", "NOT_TEXT, 3, not valid Unicode text"})
  void everyDefectHasACodeAndWords(IdDefect defect, int code, String words) {
    assertThat(defect.code()).isEqualTo(code);
    assertThat(IdDefect.of(code)).isEqualTo(defect);
    assertThat(IdErrors.defective(Map.of(defect, 3L)))
        .hasMessageContaining("but there are: 3 " + words + "; fill")
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
  }

  @Test
  void noOtherCodeIsADefect() {
    for (int code : new int[] {0, IdDefect.values().length + 1}) {
      assertThatThrownBy(() -> IdDefect.of(code)).hasMessageEndingWith("Provided value: " + code);
    }
  }

  @Test
  void repeatsAreAfterNormalisationOnlyWhereThereIsOne() {
    assertThat(IdErrors.repeated(9, 2))
        .hasMessageStartingWith("2 of 9 rows repeat the id of another row; ");
    assertThat(IdErrors.repeated(9, 2, "K7", IdNormalization.parse(List.of("", "upper"))))
        .hasMessageStartingWith(
            "2 of 9 rows repeat the id of another row (after align.normalize), such as 'K7'; ");
    assertThat(IdErrors.repeated(9, 2, "k", IdNormalization.parse(List.of("", ""))))
        .hasMessageStartingWith("2 of 9 rows repeat the id of another row, such as 'k'; ");
  }

  @Test
  void oneRowPerIdIsNoCureForIdsThatASpreadsheetHasRounded() {
    assertThat(IdErrors.rounded(9, 2, "1.38E+10"))
        .hasMessage(
            "2 of 9 rows repeat the id of another row, such as '1.38E+10', which a spreadsheet has"
                + " rounded, so that its last digits are lost: export the table again with the ids"
                + " as text")
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
  }

  /** Nobody is more to blame than another, and others hear no number. */
  @Test
  void tooFewCommonIdsAreAConditionOfTheJob() {
    FederationException failure = IdErrors.tooFew(100);

    assertThat(failure)
        .hasMessageContaining("fewer than 100 ids in common")
        .hasMessageContaining("or agree on align.normalize");
    assertThat(FederationException.isAgreed(failure)).isTrue();
    assertThat(FederationException.reasonForPeers(failure))
        .isEqualTo(PeerText.TOO_FEW_IN_COMMON.words());
  }
}
