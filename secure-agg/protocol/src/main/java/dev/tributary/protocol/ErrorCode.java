package dev.tributary.protocol;

/** Whose fault a failure is; decides the exit code and the advice that goes with the message. */
public enum ErrorCode {
  /** The caller's input or configuration; nothing was sent. */
  USER(2),
  /** Another party broke the protocol, disagreed, went away or failed. */
  PEER(3),
  /** A quota, deadline, disk, memory or network limit. */
  RESOURCE(4),
  /** A defect of this software. */
  INTERNAL(1);

  private final int exitCode;

  ErrorCode(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Process exit code of a command that ends with this error; never 0. */
  public int exitCode() {
    return exitCode;
  }
}
