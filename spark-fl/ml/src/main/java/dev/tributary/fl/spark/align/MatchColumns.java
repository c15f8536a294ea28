package dev.tributary.fl.spark.align;

/** Columns of this package's own tables, beside a party's id columns. */
final class MatchColumns {
  /** Piece of an own point (int). */
  static final String PIECE = "psi_piece";

  /** Position within the piece (int). */
  static final String POSITION = "psi_position";

  /** Masked id (binary, 32 bytes). */
  static final String POINT = "psi_point";

  /** Whether the id equals the one before (boolean). */
  static final String REPEATED = "psi_repeated";

  /** First half of a match token (long). */
  static final String HIGH = "psi_high";

  /** Second half of a match token (long). */
  static final String LOW = "psi_low";

  private MatchColumns() {}

  /** Piece of the point of a feature party, by its place in the job. */
  static String pieceOf(int feature) {
    return "psi_piece_" + feature;
  }

  /** Position of the point of a feature party. */
  static String positionOf(int feature) {
    return "psi_position_" + feature;
  }
}
