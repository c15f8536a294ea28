package dev.tributary.fl.horizontal.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.fl.horizontal.glm.GlmParties;
import dev.tributary.fl.horizontal.glm.GlmParties.Person;
import dev.tributary.fl.horizontal.mlp.MlpParties.Watched;
import dev.tributary.fl.horizontal.mlp.MlpSettings.Local;
import dev.tributary.fl.horizontal.mlp.MlpSettings.Server;
import dev.tributary.fl.horizontal.rows.LocalRows;
import dev.tributary.fl.horizontal.rows.RowBlock;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.model.ModelJson;
import dev.tributary.fl.training.Progress;
import dev.tributary.protocol.ErrorCode;
import dev.tributary.protocol.FederationException;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HorizontalMlpTest {
  private static final long SEED = 11;
  private static final int ALL = 1_000_000;

  private static MlpSettings settings(String objective) {
    return MlpSettings.of(new MlpObjective(objective, 3)).withHidden(Activation.SIGMOID, 6, 4);
  }

  private static Local local(int epochs, int batch, double rate, double proximal, int shard) {
    return new Local(epochs, batch, rate, 0.01, proximal, shard);
  }

  /**
   * One step of all rows is a step against the gradient of the mean loss over all parties' rows.
   */
  @ParameterizedTest
  @CsvSource({
    "binary,1000000",
    "multiclass,1000000",
    "squared-error,1000000",
    "binary,50",
    "squared-error,50"
  })
  void aLocalStepOfAllRowsIsGradientDescentOnThePooledRows(String objective, int shard) {
    List<Person> people = MlpParties.people(900, objective, SEED);
    MlpSettings settings =
        settings(objective)
            .withRounds(6, 0)
            .with(local(1, ALL, 0.4, 0, shard), Server.of(Aggregate.FEDAVG));
    List<MlpFit> joint = MlpParties.jointly(people, settings);
    double[] expected = descended(people, settings, 6, joint.get(0).model());
    double[] start = settings.topology(4).start(settings.seed());
    assertThat(distance(expected, start)).isGreaterThan(0.05);
    for (MlpFit fit : joint) {
      assertThat(distance(fit.model().weights(), expected)).isLessThan(1e-11);
    }
  }

  /** Written down without anything of the package but the gradient of a row. */
  private static double[] descended(
      List<Person> people, MlpSettings settings, int steps, MlpModel scale) {
    Topology topology = settings.topology(4);
    Network network = new Network(topology, settings.objective().loss());
    double[] at = topology.start(settings.seed());
    double weight = people.stream().mapToDouble(Person::weight).sum();
    for (int step = 0; step < steps; step++) {
      double[] gradient = new double[at.length];
      for (Person p : people) {
        double[] row = new double[4];
        for (int j = 0; j < 4; j++) {
          row[j] = (p.row()[j] - scale.shift()[j]) * scale.factor()[j];
        }
        double label = (p.label() - scale.labelShift()) / scale.labelFactor();
        network.gradient(at, row, 0, label, p.weight() / weight, gradient);
      }
      for (int layer = 0; layer < topology.layers(); layer++) {
        for (int i = topology.begin(layer); i < topology.biases(layer); i++) {
          // none on what no row moves
          gradient[i] += gradient[i] == 0 ? 0 : settings.local().penalty() * at[i];
        }
      }
      for (int i = 0; i < at.length; i++) {
        at[i] -= settings.local().learningRate() * gradient[i];
      }
    }
    return at;
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void columnsAndLabelsAreStandardised() {
    List<Person> people = MlpParties.people(900, "squared-error", SEED);
    MlpModel model = MlpParties.jointly(people, settings("squared-error")).get(0).model();
    double weight = people.stream().mapToDouble(Person::weight).sum();
    double mean = people.stream().mapToDouble(p -> p.weight() * p.row()[0]).sum() / weight;
    assertThat(model.shift()[0]).isCloseTo(mean, within(1e-9));
    assertThat(model.factor()[3]).as("of the constant column").isZero();
    double label = people.stream().mapToDouble(p -> p.weight() * p.label()).sum() / weight;
    assertThat(model.labelShift()).isCloseTo(label, within(1e-9));
  }

  /** However the rows of a party lie in its table, the model is the same, bit for bit. */
  @ParameterizedTest
  @ValueSource(ints = {ALL, 90})
  void partitionsAndOrderDoNotMatter(int shard) {
    List<Person> people = MlpParties.people(900, "binary", SEED);
    MlpSettings settings =
        settings("binary")
            .withRounds(4, 0)
            .with(local(2, 16, 0.2, 0, shard), Server.of(Aggregate.FEDAVG));
    String few = ModelJson.write(MlpParties.jointly(people, settings).get(0).model());
    List<List<Person>> parts = MlpParties.divided(people);
    List<PlainSum> sums = PlainSum.among(GlmParties.THREE);
    List<MlpFit> many =
        GlmParties.each(
            i -> {
              List<Person> shuffled = new ArrayList<>(parts.get(i));
              Collections.shuffle(shuffled, new Random(i));
              return MlpParties.fit(shuffled, List.of(), 13, sums.get(i), settings);
            },
            sums);
    for (MlpFit fit : many) {
      assertThat(ModelJson.write(fit.model())).isEqualTo(few);
    }
  }

  @Test
  void shardsTrainLikePartiesOfTheirOwn() {
    List<Person> people = MlpParties.people(900, "binary", SEED);
    MlpSettings whole =
        settings("binary").withRounds(3, 0).with(local(1, 8, 0.3, 0, ALL), fedAvg());
    MlpSettings parts =
        settings("binary").withRounds(3, 0).with(local(1, 8, 0.3, 0, 100), fedAvg());
    double[] one = MlpParties.alone(people, whole).model().weights();
    double[] nine = MlpParties.alone(people, parts).model().weights();
    double[] start = whole.topology(4).start(whole.seed());
    // each of nine takes a ninth of the steps
    assertThat(distance(nine, start)).isLessThan(0.5 * distance(one, start)).isGreaterThan(0);
  }

  private static Server fedAvg() {
    return Server.of(Aggregate.FEDAVG);
  }

  @Test
  void aRowOfWeightTwoIsTwoRows() {
    List<Person> people = MlpParties.people(300, "multiclass", SEED);
    List<Person> whole = new ArrayList<>();
    List<Person> twice = new ArrayList<>();
    for (Person p : people) {
      whole.add(new Person(p.row(), p.label(), 2, 0));
      twice.add(new Person(p.row(), p.label(), 1, 0));
      twice.add(new Person(p.row(), p.label(), 1, 0));
    }
    MlpSettings settings =
        settings("multiclass").withRounds(5, 0).with(local(1, ALL, 0.4, 0, ALL), fedAvg());
    MlpModel one = MlpParties.alone(whole, settings).model();
    MlpModel two = MlpParties.alone(twice, settings).model();
    // deviations are of samples: over the rows less 1
    assertThat(distance(one.weights(), two.weights())).isLessThan(5e-3);
    assertThat(
            distance(
                MlpParties.alone(people, settings).model().weights(),
                MlpParties.alone(
                        people.stream()
                            .map(p -> new Person(p.row(), p.label(), 3 * p.weight(), 0))
                            .toList(),
                        settings)
                    .model()
                    .weights()))
        .as("all weights times three")
        .isLessThan(1e-11);
  }

  @Test
  void aProximalTermOfNothingIsFedAvg() {
    List<Person> people = MlpParties.people(600, "binary", SEED);
    MlpSettings average =
        settings("binary").withRounds(4, 0).with(local(2, 16, 0.3, 0, ALL), fedAvg());
    MlpSettings proximal = average.with(average.local(), Server.of(Aggregate.FEDPROX));
    assertThat(MlpParties.jointly(people, proximal).get(1).model().weights())
        .containsExactly(MlpParties.jointly(people, average).get(0).model().weights());
  }

  @Test
  void aProximalTermKeepsPartiesNearTheWeightsOfAll() {
    List<Person> people = MlpParties.people(600, "binary", SEED);
    double[] start = settings("binary").topology(4).start(7);
    double farther = Double.POSITIVE_INFINITY;
    for (double mu : new double[] {0, 0.5, 3}) {
      MlpSettings settings =
          settings("binary")
              .withRounds(1, 0)
              .with(local(20, 8, 0.1, mu, ALL), Server.of(Aggregate.FEDPROX));
      double way = distance(MlpParties.jointly(people, settings).get(0).model().weights(), start);
      assertThat(way).as("proximal %s", mu).isLessThan(0.9 * farther);
      farther = way;
    }
  }

  @Test
  void adamStepsWithTheMeanChange() {
    List<Person> people = MlpParties.people(600, "squared-error", SEED);
    MlpSettings average =
        settings("squared-error").withRounds(1, 0).with(local(2, 16, 0.1, 0, ALL), fedAvg());
    double[] start = average.topology(4).start(7);
    double[] moved = MlpParties.jointly(people, average).get(0).model().weights();
    double[] adam =
        MlpParties.jointly(
                people, average.with(average.local(), new Server(Aggregate.FEDADAM, 0.05)))
            .get(0)
            .model()
            .weights();
    for (int i = 0; i < start.length; i++) {
      double change = moved[i] - start[i];
      double expected = 0.05 * 0.1 * change / (Math.sqrt(0.99e-6 + 0.01 * change * change) + 1e-3);
      assertThat(adam[i] - start[i]).isCloseTo(expected, within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource(Aggregate.class)
  void learnsWhatNoLinearModelCan(Aggregate aggregate) {
    List<Person> people = MlpParties.crossed(1200, SEED);
    double mu = aggregate == Aggregate.FEDPROX ? 0.01 : 0;
    MlpSettings settings =
        MlpSettings.of(new MlpObjective("binary", 0))
            .withHidden(Activation.RELU, 12)
            .withRounds(40, 0)
            .with(new Local(2, 16, 0.1, 0, mu, ALL), Server.of(aggregate));
    MlpFit fit = MlpParties.jointly(people, settings).get(0);
    List<Person> unseen = MlpParties.crossed(1000, SEED + 1);
    long right =
        unseen.stream()
            .filter(p -> fit.model().predict(fit.model().raw(p.row()))[1] > 0.5 == (p.label() == 1))
            .count();
    assertThat(right).as("of 1000").isGreaterThan(930);
    assertThat(fit.rounds()).hasSize(40);
    assertThat(fit.rounds().get(39).trainingLoss())
        .isLessThan(0.5 * fit.rounds().get(0).trainingLoss());
    assertThat(fit.rounds().get(39).validationLoss()).isNaN();
  }

  @Test
  void lossesAreThoseOfTheModel() {
    List<Person> people = MlpParties.people(600, "squared-error", SEED);
    List<Person> others = MlpParties.people(200, "squared-error", SEED + 1);
    MlpSettings settings =
        settings("squared-error").withRounds(3, 0).with(local(1, 16, 0.1, 0, ALL), fedAvg());
    MlpFit fit =
        MlpParties.jointly(people, others, settings, PlainSum.among(GlmParties.THREE)).get(0);
    assertThat(fit.rounds().get(2).trainingLoss())
        .isCloseTo(rootMeanSquare(people, fit.model()), within(1e-9));
    assertThat(fit.rounds().get(2).validationLoss())
        .isCloseTo(rootMeanSquare(others, fit.model()), within(1e-9));
    assertThat(fit.validation()).isEqualTo(200);
    assertThat(fit.kept()).isEqualTo(3);
  }

  private static double rootMeanSquare(List<Person> people, MlpModel model) {
    double sum = 0;
    double weight = 0;
    for (Person p : people) {
      double off = model.predict(model.raw(p.row()))[0] - p.label();
      sum += p.weight() * off * off;
      weight += p.weight();
    }
    return Math.sqrt(sum / weight);
  }

  @Test
  void stopsEarlyAndKeepsTheBestRound() {
    List<Person> people = MlpParties.people(60, "binary", SEED);
    List<Person> others = MlpParties.people(300, "binary", SEED + 1);
    MlpSettings settings =
        MlpSettings.of(new MlpObjective("binary", 0))
            .withHidden(Activation.RELU, 30)
            .withRounds(200, 5)
            .with(new Local(5, 4, 0.3, 0, 0, ALL), fedAvg());
    MlpFit fit =
        MlpParties.jointly(people, others, settings, PlainSum.among(GlmParties.THREE)).get(2);
    assertThat(fit.end()).isEqualTo(MlpFit.End.STALE);
    assertThat(fit.rounds()).hasSize(fit.kept() + 5);
    double best = fit.rounds().get(fit.kept() - 1).validationLoss();
    assertThat(fit.rounds()).allMatch(round -> round.validationLoss() >= best);
    double loss = 0;
    double weight = 0;
    for (Person p : others) {
      double probability = fit.model().predict(fit.model().raw(p.row()))[(int) p.label()];
      loss -= p.weight() * Math.log(probability);
      weight += p.weight();
    }
    assertThat(loss / weight).isCloseTo(best, within(1e-9));
  }

  @Test
  void refusesToStopByRowsThatNoPartyHas() {
    List<Person> people = MlpParties.people(120, "binary", SEED);
    MlpSettings stopping = settings("binary").withRounds(3, 1);
    assertThatThrownBy(() -> MlpParties.jointly(people, stopping))
        .hasMessageContaining("no party has a row with a weight above 0 to validate on")
        .extracting(FederationException::codeOf)
        .isEqualTo(ErrorCode.USER);
    assertThat(MlpParties.alone(people, stopping).rounds()).hasSize(3);
  }

  @Test
  void countsItsSums() {
    List<Watched> sums = Watched.among(ALL);
    MlpSettings settings = settings("binary").withRounds(3, 0);
    List<Person> people = MlpParties.people(300, "binary", SEED);
    MlpFit fit = MlpParties.jointly(people, List.of(), settings, sums).get(0);
    assertThat(sums.get(0).purposes())
        .containsExactly(
            "mlp-terms",
            "mlp-means",
            "mlp-squares",
            "mlp-validation",
            "mlp-round",
            "mlp-round",
            "mlp-round",
            "mlp-loss");
    assertThat(fit.sums()).isEqualTo(8);
    assertThat(fit.parties()).isEqualTo(GlmParties.THREE);
    assertThat(fit.moments().rows()).isEqualTo(300);
    // out of range, two losses, weights of 4 x 6 x 4 x 2 layers
    assertThat(sums.get(0).put().get(4)).hasSize(3 + 5 * 6 + 7 * 4 + 5 * 2);
    assertThat(sums.get(0).put().get(7)).hasSize(3);
  }

  /**
   * Behind the column that does not vary a weight would shrink by the penalty alone, a known factor
   * a step: the total, rows times shrinkage over all parties, would tell each of three how many
   * steps, and so rows, the other two have.
   */
  @Test
  void weightsThatNoRowMovesDoNotTellHowManyRowsAPartyHas() {
    List<Watched> sums = Watched.among(ALL);
    MlpSettings settings =
        settings("binary").withRounds(1, 0).with(local(2, 8, 0.3, 0, ALL), fedAvg());
    MlpParties.jointly(MlpParties.people(300, "binary", SEED), List.of(), settings, sums);
    int first = 3 + 3 * settings.hidden().get(0);
    int next = first + settings.hidden().get(0);
    for (Watched sum : sums) {
      long[] put = sum.put().get(4);
      assertThat(Arrays.copyOfRange(put, first, next)).containsOnly(0);
      assertThat(Arrays.copyOfRange(put, 3, first)).doesNotContain(0);
    }
  }

  /** The same behind a rectifier that no row opens. */
  @Test
  void aRectifierThatStaysShutStaysAsItIs() {
    Topology topology = Topology.of(2, List.of(2), 2, Activation.RELU);
    double[] start = {1, 1, 1, -1, 0.5, -100, 1, 2, 3, 4, 0, 0};
    RowBlock.Builder rows = new RowBlock.Builder(2);
    for (int i = 0; i < 20; i++) {
      rows.add(new double[] {i % 3, i % 5}, i % 2, 1, 0);
    }
    MlpSettings settings =
        settings("binary").withHidden(Activation.RELU, 2).with(local(3, 4, 0.1, 0, ALL), fedAvg());
    double[] end =
        new LocalDescent(
                topology,
                new Network(topology, settings.objective().loss()),
                settings,
                List.of(rows.build()))
            .from(start, 0);
    for (int i = 0; i < start.length; i++) {
      boolean shut = List.of(1, 3, 5, 8, 9).contains(i);
      assertThat(end[i] == start[i]).as("weight %d", i).isEqualTo(shut);
    }
  }

  /** Of nobody's rows the loss is 0, which no round could better. */
  @Test
  void trainsToTheEndWhereOnlyTheLostPartyValidated() {
    List<Person> people = MlpParties.crossed(600, SEED);
    List<Person> others = MlpParties.crossed(200, SEED + 1);
    MlpSettings settings =
        MlpSettings.of(new MlpObjective("binary", 0))
            .withHidden(Activation.RELU, 12)
            .withRounds(12, 3)
            .with(new Local(2, 16, 0.1, 0, 0, ALL), fedAvg());
    List<List<Person>> parts = MlpParties.divided(people);
    List<Watched> sums = Watched.among(6);
    List<MlpFit> joint =
        GlmParties.each(
            i ->
                MlpParties.fit(
                    parts.get(i), i == 2 ? others : List.of(), 50, sums.get(i), settings),
            sums);
    assertThat(joint.get(0).end()).isEqualTo(MlpFit.End.ROUNDS);
    assertThat(joint.get(0).kept()).isEqualTo(12);
    assertThat(joint.get(0).rounds().get(0).validationLoss()).isPositive();
    assertThat(joint.get(0).rounds().get(11).validationLoss()).isNaN();
    assertThat(joint.get(1).model().weights()).containsExactly(joint.get(0).model().weights());
  }

  /** A party's vector of the last sum that it is in is not summed again without it. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 7})
  void goesOnWithThoseLeft(int until) {
    List<Watched> sums = Watched.among(until);
    List<Person> people = MlpParties.crossed(1200, SEED);
    MlpSettings settings =
        MlpSettings.of(new MlpObjective("binary", 0))
            .withHidden(Activation.RELU, 12)
            .withRounds(40, 0)
            .with(new Local(2, 16, 0.1, 0, 0, ALL), fedAvg());
    List<MlpFit> joint = MlpParties.jointly(people, List.of(), settings, sums);
    assertThat(joint.get(0).parties()).isEqualTo(GlmParties.THREE.subList(0, 2));
    assertThat(joint.get(0).model().weights()).containsExactly(joint.get(1).model().weights());
    assertThat(joint.get(0).rounds()).hasSize(40);
    List<String> put = sums.get(0).put().stream().map(Arrays::toString).toList();
    assertThat(put).doesNotHaveDuplicates();
    // the weight of those left is in no sum: it would tell the lost party's
    assertThat(sums.get(0).purposes().stream().filter(p -> !p.equals("mlp-round")).toList())
        .containsExactly("mlp-terms", "mlp-means", "mlp-squares", "mlp-validation", "mlp-loss");
    List<Person> unseen = MlpParties.crossed(1000, SEED + 1);
    MlpModel model = joint.get(0).model();
    assertThat(
            unseen.stream()
                .filter(p -> model.predict(model.raw(p.row()))[1] > 0.5 == (p.label() == 1))
                .count())
        .isGreaterThan(900);
  }

  /** The others' steps are as much shorter as the rows are fewer, and weigh as before. */
  @Test
  void aRoundOfThoseLeftIsTheirMeanOverTheWeightOfAll() {
    List<Person> people = MlpParties.crossed(1200, SEED);
    MlpSettings settings =
        settings("binary").withRounds(1, 0).with(local(1, ALL, 0.5, 0, ALL), fedAvg());
    MlpFit left = MlpParties.jointly(people, List.of(), settings, Watched.among(4)).get(0);
    double[] start = settings.topology(4).start(settings.seed());
    double[] unpenalised = new double[start.length];
    Topology topology = settings.topology(4);
    Network network = new Network(topology, settings.objective().loss());
    for (Person p : people.subList(0, 600)) {
      double[] row = new double[4];
      for (int j = 0; j < 4; j++) {
        row[j] = (p.row()[j] - left.model().shift()[j]) * left.model().factor()[j];
      }
      network.gradient(start, row, 0, p.label(), 1.0 / 1200, unpenalised);
    }
    int bias = topology.biases(0);
    assertThat(left.model().weights()[bias] - start[bias])
        .isCloseTo(-0.5 * unpenalised[bias], within(1e-11));
  }

  @Test
  void divergenceEndsTheTrainingAtAllParties() {
    List<Person> people = MlpParties.people(300, "squared-error", SEED);
    MlpSettings settings =
        settings("squared-error")
            .withHidden(Activation.RELU, 8)
            .with(new Local(5, 4, 50, 0, 0, ALL), fedAvg());
    List<Watched> sums = Watched.among(ALL);
    List<String> refusals = new CopyOnWriteArrayList<>();
    List<List<Person>> parts = MlpParties.divided(people);
    GlmParties.each(
        i -> {
          try {
            return MlpParties.fit(parts.get(i), List.of(), 50, sums.get(i), settings);
          } catch (FederationException e) {
            refusals.add(e.getMessage());
            return null;
          }
        },
        sums);
    assertThat(refusals)
        .hasSize(3)
        .allMatch(
            m ->
                m.startsWith(
                    "the training diverges: in round 1 weights or loss are out of range at 3 of 3 parties; lower learning-rate"));
    long[] put = sums.get(0).put().get(4);
    assertThat(put[0]).isEqualTo(1);
    assertThat(Arrays.stream(put).skip(1).filter(word -> Math.abs(word) < 1L << 40))
        .as("of random words, each small with a chance of 2^-22")
        .isEmpty();
  }

  @Test
  void endsWhereNobodyMovesAWeight() {
    // nothing but a constant column to learn from, and as many of either label at each party
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      people.add(new Person(new double[] {1, 1, 1, 1}, i % 2, 1, 0));
    }
    MlpSettings settings =
        MlpSettings.of(new MlpObjective("binary", 0))
            .withHidden(Activation.SIGMOID)
            .with(new Local(1, ALL, 0.1, 0, 0, ALL), fedAvg());
    MlpFit fit = MlpParties.jointly(people, settings).get(0);
    assertThat(fit.end()).isEqualTo(MlpFit.End.STILL);
    assertThat(fit.sums()).isLessThan(20);
  }

  @Test
  void refusesWhatThereIsNothingToLearnFrom() {
    List<Person> people = MlpParties.people(60, "binary", SEED);
    List<Person> alike = people.stream().map(p -> new Person(p.row(), 1, p.weight(), 0)).toList();
    assertThatThrownBy(() -> MlpParties.jointly(alike, settings("binary")))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("no party has a row of label 0");
    assertThatThrownBy(() -> MlpParties.jointly(people.subList(0, 5), settings("binary")))
        .isInstanceOf(FederationException.class)
        .hasMessageStartingWith("this party has no row to train on");
    LocalRows none = new LocalRows(List.of(), List.of());
    assertThatThrownBy(
            () ->
                HorizontalMlp.fit(
                    none,
                    none,
                    PlainSum.alone(new PartyId("all")),
                    settings("binary"),
                    Progress.silent()))
        .hasMessage("there are no columns to learn from");
    assertThatThrownBy(
            () ->
                MlpParties.alone(
                    people, settings("binary").withHidden(Activation.RELU, 2000, 2000)))
        .hasMessageStartingWith(
            "layers of [2000, 2000] units over 4 columns have 4016002 weights, and 2097152 are");
  }

  @Test
  void termsThatDifferAreRefusedAtAll() {
    List<Person> people = MlpParties.people(300, "binary", SEED);
    List<PlainSum> sums = PlainSum.among(GlmParties.THREE);
    List<String> refusals = new CopyOnWriteArrayList<>();
    GlmParties.each(
        i -> {
          MlpSettings own = settings("binary").withRounds(i == 1 ? 9 : 8, 0);
          try {
            return MlpParties.fit(people, List.of(), 100, sums.get(i), own);
          } catch (FederationException e) {
            refusals.add(e.getMessage());
            return null;
          }
        },
        sums);
    assertThat(refusals).hasSize(3).allMatch(m -> m.startsWith("columns or settings differ"));
  }

  @Test
  void aModelIsStoredAndRead() {
    List<Person> people = MlpParties.people(300, "multiclass", SEED);
    MlpModel model = MlpParties.alone(people, settings("multiclass").withRounds(2, 0)).model();
    MlpModel read = ModelJson.read(ModelJson.write(model), MlpModel.class, "mlp.json");
    double[] probabilities = read.predict(read.raw(people.get(0).row()));
    assertThat(probabilities).containsExactly(model.predict(model.raw(people.get(0).row())));
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
    String broken = ModelJson.write(model).replace("\"outputs\" : 3", "\"outputs\" : 4");
    assertThatThrownBy(() -> ModelJson.read(broken, MlpModel.class, "mlp.json"))
        .hasMessageContaining("a perceptron of layers [4, 6, 4, 4] has 4 outputs");
  }
}
