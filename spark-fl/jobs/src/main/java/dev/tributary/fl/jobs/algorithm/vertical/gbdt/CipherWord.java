package dev.tributary.fl.jobs.algorithm.vertical.gbdt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import dev.tributary.fl.jobs.file.NamedChoice;
import dev.tributary.fl.vertical.cipher.Ciphers;
import java.io.IOException;

/** Reads the key {@code cipher}: a name of {@link Ciphers}. */
final class CipherWord extends JsonDeserializer<String> {
  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    return NamedChoice.read(parser, Ciphers.names());
  }
}
