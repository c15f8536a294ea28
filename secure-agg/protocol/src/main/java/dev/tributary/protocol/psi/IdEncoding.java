package dev.tributary.protocol.psi;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;

/**
 * One id as bytes, the same at every party however its source stores it.
 *
 * <ul>
 *   <li>Text: Unicode NFC, then white space at both ends removed (every character that Unicode or
 *       Java calls space, no-break spaces and the byte order mark included). Case and leading zeros
 *       are kept: {@code "007"} is not {@code "7"}.
 *   <li>Integers of any width: their decimal text, without plus sign or leading zeros, so that the
 *       integer 7 is the text {@code "7"}.
 *   <li>Composite ids: parts in the job's order, each UTF-8 with its length in 4 bytes before it,
 *       so that {@code ("a", "bc")} is not {@code ("ab", "c")}.
 * </ul>
 */
public final class IdEncoding {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private IdEncoding() {}

  /**
   * What is wrong with an id, or null where nothing is.
   *
   * @param parts {@link String}, {@link BigInteger}, {@link Long}, {@link Integer}, {@link Short}
   *     or {@link Byte}, at least one
   */
  public static IdDefect defect(List<?> parts) {
    for (Object part : parts) {
      if (part == null) {
        return IdDefect.NULL;
      }
      String text = text(part);
      if (text.isEmpty()) {
        return IdDefect.BLANK;
      }
      if (utf8(text) == null) {
        return IdDefect.NOT_TEXT;
      }
    }
    return null;
  }

  /**
   * Encodes an id without defect.
   *
   * @param parts as for {@link #defect}
   */
  public static byte[] encode(List<?> parts) {
    IdDefect defect = defect(parts);
    if (parts.isEmpty() || defect != null) {
      throw new IllegalArgumentException(
          "an id must have parts that are neither null nor blank. Provided value: "
              + (defect == null ? "no part" : defect.words()));
    }
    List<byte[]> encoded = parts.stream().map(part -> utf8(text(part))).toList();
    ByteBuffer out =
        ByteBuffer.allocate(encoded.stream().mapToInt(bytes -> 4 + bytes.length).sum());
    encoded.forEach(bytes -> out.putInt(bytes.length).put(bytes));
    return out.array();
  }

  /**
   * The text of a part that the encoding is of: all that parties who hold the same person know of
   * each other's spelling.
   *
   * @param part as for {@link #defect}, not null
   */
  public static String text(Object part) {
    if (part instanceof String text) {
      return trim(Normalizer.normalize(text, Normalizer.Form.NFC));
    }
    if (part instanceof Long
        || part instanceof Integer
        || part instanceof Short
        || part instanceof Byte
        || part instanceof BigInteger) {
      return part.toString();
    }
    throw new IllegalArgumentException(
        "an id must be text or an integer. Provided value: a " + part.getClass().getSimpleName());
  }

  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** All white space lies in the basic plane, one char each. */
  static boolean isSpace(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == BYTE_ORDER_MARK
        || c == 0x85;
  }

  private static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] out = new byte[bytes.remaining()];
      bytes.get(out);
      return out;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
