package dev.tributary.fl.model;

import dev.tributary.protocol.FederationException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Binds one party's model files to the run that made them; written once, never changed.
 *
 * @param format {@link #FORMAT}
 * @param suite versioned cipher suite, such as {@code paillier-1}
 * @param party whose part this is
 * @param parties all parties in job order
 * @param run the run
 * @param jobSha256 hash of the job, hexadecimal
 * @param parameters algorithm and cipher parameters by name
 * @param created ISO-8601 instant
 * @param parts SHA-256 of every file, hexadecimal, by file name
 */
public record Manifest(
    int format,
    String suite,
    String party,
    List<String> parties,
    String run,
    String jobSha256,
    Map<String, String> parameters,
    String created,
    Map<String, String> parts) {
  /** The format that this release writes. */
  public static final int FORMAT = 1;

  public Manifest {
    ModelJson.requireFormat("manifest", format, FORMAT);
    parties = List.copyOf(parties);
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /** SHA-256 of a file's bytes, as {@link #parts} holds it. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Refuses a file that is not the one this manifest names. */
  public void verify(String name, byte[] bytes) {
    String expected = parts.get(name);
    if (expected == null || !expected.equals(sha256(bytes))) {
      throw FederationException.user(
          "model file %s does not match its manifest; restore it from the run %s", name, run);
    }
  }
}
