package dev.tributary.fl.simulate;

import dev.tributary.fl.jobs.PartyMain;
import dev.tributary.fl.jobs.ScoreMain;
import dev.tributary.fl.jobs.run.Fallback;
import dev.tributary.protocol.PartyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every party of a simulation runs.
 *
 * @param mainClass entry point for spark-submit
 * @param arguments what a party's gets beside the job, its name, its file and its output folder
 */
record Program(String mainClass, Function<PartyId, List<String>> arguments) {
  static final Program TRAINING = new Program(PartyMain.class.getName(), party -> List.of());

  static Program scoring(ModelParts parts, Optional<Fallback> fallback) {
    return new Program(
        ScoreMain.class.getName(),
        party -> {
          List<String> arguments = new ArrayList<>();
          arguments.addAll(List.of("--model", parts.of(party).toAbsolutePath().toString()));
          fallback.ifPresent(f -> arguments.addAll(List.of("--fallback", f.toString())));
          return arguments;
        });
  }
}
