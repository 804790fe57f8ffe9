package elysia.panel.cli;

/// A command that failed, with the reason in the operator's words.
final class CommandException extends RuntimeException {
  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
