package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.connectors.TableSource;
import dev.tributary.fl.jobs.algorithm.Algorithms;
import dev.tributary.fl.spark.vertical.GbtSetters;
import dev.tributary.fl.spark.vertical.VerticalGBTClassifier;
import dev.tributary.fl.spark.vertical.VerticalGBTFeatureParty;
import dev.tributary.fl.training.Direction;
import dev.tributary.fl.training.Parameter;
import dev.tributary.fl.vertical.cipher.Cipher;
import dev.tributary.fl.vertical.cipher.Ciphers;
import dev.tributary.fl.vertical.cipher.Protection;
import dev.tributary.fl.vertical.tree.GbtParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;

/** Binds whatever knows a parameter of trees to {@link GbtParameters}. */
class GbtParametersTest {
  private static final Path JOB = Path.of("..", "..", "conf", "job.yaml");

  /** A value and what the file says of it. */
  private record Documented(String value, String comment) {}

  private static GbdtSection section(String keys) {
    return GbdtSection.of(
        Algorithms.parse(
            "job: j\nparties: {a: {role: label}, b: {role: feature}}\n"
                + "split: {train: 0.7, validation: 0.1}\ntrain: "
                + keys,
            "job"));
  }

  /** Another value than the default. */
  private static String other(Parameter<?> parameter) {
    if (parameter.equals(GbtParameters.KEY_BITS)) {
      return "3072";
    }
    return parameter.type() == Double.class ? "0.375" : "9";
  }

  @Test
  void aJobHasTheseKeysAndFourWords() {
    List<String> keys =
        Arrays.stream(GbdtSection.class.getRecordComponents())
            .map(component -> component.getAccessor().getAnnotation(JsonProperty.class).value())
            .toList();

    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    GbtParameters.ALL.stream().map(Parameter::name),
                    Stream.of("objective", "classes", "cipher", "membership"))
                .toList());
  }

  @Test
  void everyKeyOfAJobReachesItsParam() {
    for (Cipher cipher : Ciphers.all()) {
      Set<Parameter<?>> absent = new HashSet<>(Ciphers.keys());
      absent.removeAll(cipher.keys());
      String keys =
          GbtParameters.ALL.stream()
              .filter(parameter -> !absent.contains(parameter))
              .map(parameter -> parameter.name() + ": " + other(parameter))
              .collect(Collectors.joining(", ", "{cipher: " + cipher.name() + ", ", "}"));
      for (GbtSetters<?> stage :
          List.of(new VerticalGBTClassifier(), new VerticalGBTFeatureParty())) {
        Estimators.grow(stage, section(keys));
        for (Parameter<?> parameter : GbtParameters.ALL) {
          if (!absent.contains(parameter)) {
            assertThat(String.valueOf(stage.getOrDefault(stage.declared(parameter.param()))))
                .as(parameter.name())
                .isEqualTo(other(parameter));
          }
        }
      }
    }
  }

  @Test
  void monotoneColumnsOfAPartyReachItsParams() {
    TableSource source =
        new TableSource(
            "csv",
            "a.csv",
            List.of("id"),
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of("a", Direction.INCREASING, "b", Direction.DECREASING),
            null);
    VerticalGBTFeatureParty stage = new VerticalGBTFeatureParty();
    assertThat(stage.getIncreasingCols()).isEmpty();
    Estimators.monotone(stage, source);
    assertThat(stage.getIncreasingCols()).containsExactly("a");
    assertThat(stage.getDecreasingCols()).containsExactly("b");
  }

  @Test
  void paramsHaveTheDefaultsAndTheirMeaning() {
    VerticalGBTFeatureParty stage = new VerticalGBTFeatureParty();
    for (Parameter<?> parameter : GbtParameters.ALL) {
      Param<?> param = stage.declared(parameter.param());
      assertThat(param.doc()).isEqualTo(parameter.words());
      assertThat(stage.isDefined(param)).as(parameter.name()).isEqualTo(parameter.preset() != null);
      if (parameter.preset() != null) {
        assertThat((Object) stage.getOrDefault(param)).isEqualTo(parameter.preset());
      }
    }
  }

  @Test
  void commentedJobShowsDefaultMeaningAndRange() throws IOException {
    Map<String, Documented> documented = documented();
    for (Parameter<?> parameter : GbtParameters.ALL) {
      Documented shown = documented.get(parameter.name());
      assertThat(shown).as(parameter.name()).isNotNull();
      assertThat(shown.comment()).startsWith(parameter.words());
      if (parameter.preset() != null) {
        assertThat(shown.value()).isEqualTo(String.valueOf(parameter.preset()));
      }
    }
  }

  @Test
  void everyCipherIsInTheCommentedJob() throws IOException {
    String comment = documented().get("cipher").comment();
    for (Cipher cipher : Ciphers.all()) {
      assertThat(comment).containsPattern("\\b" + cipher.name() + "\\b");
    }
  }

  @Test
  void everyOwnKeyOfACipherIsAParameterOfTrees() {
    assertThat(GbtParameters.ALL).containsAll(Ciphers.keys());
  }

  @Test
  void aJobHasEveryCipherInEachOfItsModesAndItsTexts() {
    for (Cipher cipher : Ciphers.all()) {
      assertThat(section("{cipher: " + cipher.name() + "}").protection())
          .isEqualTo(cipher.preset());
      for (Protection mode : cipher.protections()) {
        String keys = "{cipher: %s, membership: %s}".formatted(cipher.name(), Membership.of(mode));
        GbdtSection train = section(keys);
        assertThat(train.protection()).isEqualTo(mode);
        assertThat(train.cipherName()).isEqualTo(cipher.name());
        assertThat(TreeCost.of(train, 700, 1000, 10, 310).down()).isPositive();
      }
    }
  }

  @Test
  void aKeyOfAnotherCipherIsRefusedWithItsName() {
    for (Cipher cipher : Ciphers.all()) {
      for (Parameter<?> key : Ciphers.keys()) {
        if (!cipher.keys().contains(key)) {
          assertThatThrownBy(
                  () ->
                      section(
                          "{cipher: %s, %s: %s}".formatted(cipher.name(), key.name(), other(key))))
              .hasMessageContaining(
                  key.name()
                      + " goes with cipher: "
                      + String.join(", ", Ciphers.having(key))
                      + " only");
        }
      }
    }
  }

  /** The keys below train:, in effect or not, with their comments, which may go on below. */
  private static Map<String, Documented> documented() throws IOException {
    Pattern key = Pattern.compile("  (?:# )?([a-z0-9-]+): (\\S+)\\s+# (.*)");
    Pattern more = Pattern.compile("\\s{12,}# (.*)");
    Map<String, Documented> documented = new LinkedHashMap<>();
    String last = null;
    for (String line : Files.readAllLines(JOB)) {
      if (line.contains("has these")) {
        break; // keys of other algorithms follow, some of the same names
      }
      Matcher first = key.matcher(line);
      Matcher next = more.matcher(line);
      if (first.matches()) {
        last = first.group(1);
        documented.put(last, new Documented(first.group(2), first.group(3)));
      } else if (next.matches() && last != null) {
        Documented before = documented.get(last);
        documented.put(
            last, new Documented(before.value(), before.comment() + " " + next.group(1)));
      }
    }
    return documented;
  }
}
