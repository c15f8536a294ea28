package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Judge;
import dev.tributary.fl.jobs.file.Consent;
import dev.tributary.fl.jobs.file.JobFile;
import dev.tributary.fl.session.Role;
import dev.tributary.fl.training.Target;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who learns what where parties with people of their own sum: all the same, and one adds up.
 *
 * @param everybody what every party learns from the totals
 * @param summing the party that adds up
 */
public record SumDisclosure(List<String> everybody, PartyId summing) implements Disclosure {
  private static final List<String> SUMMING =
      List.of(
          "Of every other party's vectors their masked words, which are uniform to whoever lacks"
              + " the masks, and which parties are in a sum.");

  public SumDisclosure {
    everybody = List.copyOf(everybody);
  }

  /**
   * Of a job whose parties sum.
   *
   * @param totals what is in the totals that every party learns
   */
  public static SumDisclosure of(JobFile job, List<String> totals) {
    List<String> everybody = new ArrayList<>(totals);
    if (job.lossRule().goesOn() && job.train().algorithm().endsAfterATotal()) {
      everybody.add(
          "A party that is lost before the first total is left out, if "
              + job.sum().minParties()
              + " at least are left (sum.min-parties); a later loss ends the run. Totals of a second"
              + " run without that party tell, less those before, its part.");
    } else if (job.lossRule().goesOn() && job.privacy() != null) {
      everybody.add(
          "When a party is lost, those left go on, with "
              + job.sum().minParties()
              + " at least (sum.min-parties), whose noise is enough.");
    } else if (job.lossRule().goesOn()) {
      everybody.add(
          "When a party is lost, those left go on, with "
              + job.sum().minParties()
              + " at least (sum.min-parties). Nothing that was summed over all is summed again over"
              + " fewer in this run; but where later totals are about nearly the same, those before"
              + " less those after tell nearly the lost party's part, and those of a second run"
              + " without that party tell it.");
    }
    if (job.deadlines().rejoin() != null) {
      everybody.add(
          "Every party keeps the totals on its own disk until the run is done, so that it goes on when"
              + " a party that was lost is started again within "
              + job.deadlines().rejoin()
              + " (deadlines.rejoin).");
    }
    if (job.consents().contains(Consent.TWO_PARTY_SUM)) {
      everybody.add("By consent: " + Consent.TWO_PARTY_SUM.words() + ".");
    }
    return new SumDisclosure(everybody, job.summingParty());
  }

  /**
   * What judging a model on the rows of all parties tells each of them.
   *
   * @param rows whose they are, such as {@code all parties' rows}
   */
  public static String judged(String rows, Target target) {
    String told =
        target
            .judge()
            .as(
                new Judge.Cases<String>() {
                  @Override
                  public String binary() {
                    return ", how many have label 1, and the weight of either label in up to 8,192"
                        + " bins of scores: where few rows are judged, a bin may be one person's"
                        + " score and label";
                  }

                  @Override
                  public String numbers() {
                    return ", and the sums of their labels and of the squares of these";
                  }

                  @Override
                  public String means(double power) {
                    return "";
                  }

                  @Override
                  public String classes() {
                    return ", and how many the model names rightly";
                  }
                });
    return "Of "
        + rows
        + " that the model is judged on: how many they are, their weight and their loss"
        + told
        + ".";
  }

  /**
   * Of a job with privacy, in which all about rows is in a total with noise.
   *
   * @param columns what is told of columns, without noise
   * @param totals what is in the totals
   */
  public static SumDisclosure withNoise(JobFile job, String columns, List<String> totals) {
    List<String> everybody = new ArrayList<>();
    everybody.add(columns + ": without noise.");
    totals.forEach(total -> everybody.add("With noise, of all parties' " + total));
    everybody.add(job.privacy().words());
    everybody.add(
        "Whether a party ends the run because its own table does not do: without noise. The time"
            + " that a party takes is not hidden either.");
    return of(job, everybody);
  }

  @Override
  public List<String> of(PartyId party, Role role) {
    List<String> learns = new ArrayList<>(everybody);
    if (party.equals(summing)) {
      learns.addAll(SUMMING);
    }
    return learns;
  }

  @Override
  public Map<String, List<String>> byWho() {
    Map<String, List<String>> seen = new LinkedHashMap<>();
    seen.put("Every party", everybody);
    seen.put("Summing party (" + summing + ")", SUMMING);
    return seen;
  }

  @Override
  public String alignment() {
    return "";
  }

  @Override
  public List<String> featureParty() {
    return List.of();
  }

  @Override
  public List<String> labelParty() {
    return everybody;
  }
}
