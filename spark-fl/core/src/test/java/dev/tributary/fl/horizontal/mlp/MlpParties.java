package dev.tributary.fl.horizontal.mlp;

import dev.tributary.fl.horizontal.glm.GlmParties;
import dev.tributary.fl.horizontal.glm.GlmParties.Person;
import dev.tributary.fl.horizontal.sum.PlainSum;
import dev.tributary.fl.horizontal.sum.SecureSum;
import dev.tributary.fl.horizontal.sum.Total;
import dev.tributary.fl.training.Progress;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** People without offset, divided among parties that are threads. */
final class MlpParties {
  private MlpParties() {}

  /** Those of linear models, without what a perceptron does not read. */
  static List<Person> people(int count, String objective, long seed) {
    return GlmParties.people(count, objective, seed).stream()
        .map(p -> new Person(p.row(), p.label(), p.weight(), 0))
        .toList();
  }

  /** Label 1 where two of the columns are on different sides of their middle. */
  static List<Person> crossed(int count, long seed) {
    Random random = new Random(seed);
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] row = {
        1000 + 5 * random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), 3
      };
      people.add(new Person(row, row[0] > 1000 == row[1] > 0 ? 1 : 0, 1, 0));
    }
    return people;
  }

  /** Sixths, thirds and the rest. */
  static List<List<Person>> divided(List<Person> people) {
    int n = people.size();
    return List.of(
        people.subList(0, n / 6), people.subList(n / 6, n / 2), people.subList(n / 2, n));
  }

  static MlpFit alone(List<Person> people, MlpSettings settings) {
    return fit(people, List.of(), people.size(), PlainSum.alone(new PartyId("all")), settings);
  }

  static MlpFit fit(
      List<Person> people,
      List<Person> validating,
      int partition,
      SecureSum sum,
      MlpSettings settings) {
    return HorizontalMlp.fit(
        GlmParties.rows(people, partition),
        GlmParties.rows(validating, partition),
        sum,
        settings,
        Progress.silent());
  }

  static List<MlpFit> jointly(List<Person> people, MlpSettings settings) {
    return jointly(people, List.of(), settings, PlainSum.among(GlmParties.THREE));
  }

  static List<MlpFit> jointly(
      List<Person> people,
      List<Person> validating,
      MlpSettings settings,
      List<? extends SecureSum> sums) {
    List<List<Person>> parts = divided(people);
    List<List<Person>> judged = divided(validating);
    return GlmParties.each(
        i -> fit(parts.get(i), judged.get(i), 100 + 37 * i, sums.get(i), settings), sums);
  }

  /** Notes what is put in, and after some sums leaves out the last party's vector. */
  record Watched(SecureSum sum, List<String> purposes, List<long[]> put, int until)
      implements SecureSum {
    static List<Watched> among(int until) {
      return PlainSum.among(GlmParties.THREE).stream()
          .map(sum -> new Watched(sum, new ArrayList<>(), new ArrayList<>(), until))
          .toList();
    }

    @Override
    public Total total(String purpose, long[] words) {
      purposes.add(purpose);
      put.add(words.clone());
      if (purposes.size() <= until) {
        return sum.total(purpose, words);
      }
      boolean gone = Thread.currentThread().getName().equals("party-2");
      Total all = sum.total(purpose, gone ? new long[words.length] : words);
      return new Total(all.words(), all.parties().subList(0, 2));
    }

    @Override
    public Optional<Total> totalAmong(List<PartyId> among, String purpose, long[] words) {
      return Optional.of(total(purpose, words)).filter(total -> total.parties().equals(among));
    }

    @Override
    public void close() {
      sum.close();
    }
  }
}
