package dev.tributary.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the {@code %spark} paragraphs of the notebooks as a reader would. */
final class NotebooksIT {
  private static final String SPARK = "%spark\n";

  @TempDir Path directory;

  @Test
  void showsThatTheJointModelIsBetter() throws Exception {
    List<String> paragraphs = paragraphs("joint-model.zpln");
    assertThat(paragraphs).hasSizeGreaterThan(4);

    String output = SparkShell.run(paragraphs, directory);

    assertThat(output).doesNotContain("error:").doesNotContain("Exception");
    double solo = number(output, "AUC solo");
    double joint = number(output, "AUC joint");
    System.out.println("notebook: AUC solo " + solo + ", joint " + joint);
    assertThat(solo).isBetween(0.5, 0.8);
    assertThat(joint - solo).isGreaterThan(0.05);
    assertThat(output).contains("the same after loading: true").contains("bureau\t");
  }

  @Test
  void threeBanksFitOneModel() throws Exception {
    String output = SparkShell.run(paragraphs("same-columns.zpln"), directory);

    assertThat(output).doesNotContain("error:").doesNotContain("Exception");
    double solo = number(output, "AUC solo");
    double joint = number(output, "AUC joint");
    System.out.println("notebook: AUC of north alone " + solo + ", of three banks " + joint);
    assertThat(joint).isGreaterThan(solo);
    assertThat(output).contains("the same at all banks: true");
    assertThat(output).containsPattern("rows of all banks 2\\d\\d\\d\n");
  }

  private static List<String> paragraphs(String notebook) throws IOException {
    JsonNode note = new ObjectMapper().readTree(Path.of(notebook).toFile());
    List<String> code = new ArrayList<>();
    for (JsonNode paragraph : note.get("paragraphs")) {
      String text = paragraph.get("text").asText();
      if (text.startsWith(SPARK)) {
        code.add(text.substring(SPARK.length()));
      } else {
        assertThat(text).startsWith("%md\n");
      }
    }
    return code;
  }

  private static double number(String output, String label) {
    Matcher found = Pattern.compile("(?m)^" + label + " (\\d\\.\\d+)$").matcher(output);
    assertThat(found.find()).as(label + " in\n" + output).isTrue();
    return Double.parseDouble(found.group(1));
  }
}
