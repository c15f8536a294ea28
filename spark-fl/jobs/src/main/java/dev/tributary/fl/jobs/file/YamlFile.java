package dev.tributary.fl.jobs.file;

import dev.tributary.protocol.FederationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 as plain maps, lists and scalars; tags that could name a class are not resolved.
 * Repeated keys, more than a megabyte and alias bombs are refused.
 */
final class YamlFile {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_ALIASES = 20;

  private YamlFile() {}

  /** The text of a file; USER if it cannot be read. */
  static String text(Path file) {
    if (!Files.isRegularFile(file)) {
      throw FederationException.user("%s is not a file: check its path", file);
    }
    try {
      if (Files.size(file) > 4L * MAX_CHARACTERS) {
        throw FederationException.user("%s must be at most %d bytes", file, 4 * MAX_CHARACTERS);
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw FederationException.user("%s cannot be read as UTF-8 text: %s", file, e.getMessage());
    }
  }

  /**
   * @param text one YAML document
   * @param source name of the file, for messages
   */
  static Map<?, ?> parse(String text, String source) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    Object document;
    try {
      document = new Load(settings).loadFromString(text);
    } catch (YamlEngineException | StackOverflowError e) {
      throw FederationException.user(
          "%s is not valid YAML: %s",
          source, String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
    if (document instanceof Map<?, ?> map) {
      return map;
    }
    throw FederationException.user("%s must be a YAML map of keys and values", source);
  }
}
