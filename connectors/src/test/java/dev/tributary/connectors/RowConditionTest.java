package dev.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowConditionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "crc32(cast(id as string)) % 10 < 3",
        "id % 5 = 0",
        "id % 5 == 0 and not branch in ('a', 'b')",
        "pmod(hash(id, branch), 10) between 2 and 4",
        "substring(id, 1, 2) = '07' or length(branch) > 3",
        "case when branch is null then true else cast(id as int) >= -100 end",
        "ID % 2 <> 0",
        "xxhash64(id) < 0 or sha2(id, 256) > '8'",
        "`id` * 2 + 1 - 3 / 4 > 0",
        "trim(lower(branch)) = 'x'",
        "apply_date >= date '2024-07-01' and year(apply_date) < 2025",
        "months_between(to_date(apply_date), date '2024-01-01') > 6",
      })
  void acceptsConditions(String condition) {
    assertThat(RowCondition.checked("split.test", condition).columns()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reflect('java.lang.Runtime', 'getRuntime') is not null",
        "java_method('java.lang.System', 'exit', '0') = ''",
        "try_reflect('java.lang.System', 'exit', 1) = ''",
        "REFLECT('java.lang.System', 'gc') is null",
        "crc32(reflect('a', 'b')) = 1",
        "`reflect`('java.lang.System', 'gc') is null",
        "default.crc32(id) = 1",
        "system.builtin.reflect('a', 'b') = 1",
        "my_udf(id)",
        "rand() < 0.3",
        "uuid() = ''",
        "current_user() = 'root'",
        "current_date() > '2020-01-01'",
        "input_file_name() = ''",
        "assert_true(id = 1) is null",
        "raise_error('x') is null",
        "repeat(id, 1000000000) = ''",
        "sequence(1, 1000000000) is null",
        "java_method('java.lang.Thread', 'sleep', 100000L) is null",
        "(select count(*) from secrets) > 0",
        "exists (select 1 from secrets)",
        "id in (select id from secrets)",
        "id = any (select id from secrets)",
        "id.secret = 1",
        "secrets.id = 1",
        "*",
        "count(*) > 1",
        "crc32(distinct id) = 1",
        "crc32(id) filter (where id = 1) > 0",
        "sum(id) over (order by id) > 1",
        "transform(array(1), x -> reflect('a', 'b')) is null",
        "filter(array(id), x -> x = 1) is null",
        "id rlike '(a+)+$'",
        "id like '%a%a%a%a%'",
        "struct(id).col1 = 1",
        "map('a', reflect('b', 'c'))['a'] = 1",
        "'${env:HOME}' = id",
        "id = 1 -- comment",
        "id /* comment */ = 1",
        "id = 1; drop table x",
        "id =",
        "",
        "id = :parameter",
        "id = ?",
      })
  void refusesAttacks(String condition) {
    assertThatThrownBy(() -> RowCondition.checked("split.test", condition))
        .isInstanceOfSatisfying(
            FederationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USER))
        .hasMessageStartingWith("split.test")
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesItsColumns() {
    assertThat(RowCondition.checked("where", "A > 1 and (`b c` is null or a < 2)").columns())
        .containsExactly("A", "b c", "a");
  }

  /** As R names them; without marks around the whole it is a part of a column. */
  @Test
  void namesWithDotsAreNamesInMarks() {
    RowCondition condition =
        RowCondition.checked("where", "`next.month` > 1 and `a.b` = 2 or c < 3");
    assertThat(condition.columns()).containsExactly("next.month", "a.b", "c");
    assertThatThrownBy(() -> RowCondition.checked("where", "`a`.`b` = 2"))
        .hasMessageContaining("where must not use a part of a column or another table: 'a.b'");
  }

  /** Spark 4 has between as a function, too. */
  @Test
  void namesWhatItComparesByOrder() {
    assertThat(RowCondition.checked("where", "a = b and (c < 3 or between(d, 'x', 'y'))").orders())
        .extracting(compared -> compared.get(0).sql())
        .containsExactly("c", "d");
  }

  @Test
  void refusesLongAndDeepConditions() {
    String deep = "(".repeat(450) + "id" + ")".repeat(450) + " = 1";
    String sum = "id" + " + id".repeat(190) + " = 1";
    assertThatThrownBy(() -> RowCondition.checked("split.test", "id = '" + "x".repeat(1000) + "'"))
        .hasMessageContaining("1 to 1000 characters");
    for (String condition : List.of(deep, sum)) {
      try {
        RowCondition.checked("split.test", condition);
      } catch (FederationException e) {
        assertThat(e).hasMessageContaining("nested too deeply");
      }
    }
  }
}
