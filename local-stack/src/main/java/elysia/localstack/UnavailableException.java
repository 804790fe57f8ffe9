package elysia.localstack;

/// A server can't run on this machine. The message is for the person who typed the command, so it
/// is in Portuguese and ends with what to do.
public final class UnavailableException extends RuntimeException {
  UnavailableException(String message) {
    super(message);
  }
}
