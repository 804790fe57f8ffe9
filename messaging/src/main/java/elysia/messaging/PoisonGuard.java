package elysia.messaging;

import elysia.model.wire.WorkQueue;

/// Remembers, beyond the death of a process, which suspect it was handling. What a message leaves
/// in no process's memory must be written down before its handler starts.
public interface PoisonGuard {
  /// A suspect is about to be handled; committed when this returns.
  ///
  /// @return how often its handling has begun since it last came to an end, this time included
  int begin(WorkQueue queue, String messageId);

  /// The handler came back, whatever it said: this message does not end processes.
  void survived(WorkQueue queue, String messageId);

  /// For processes that keep nothing: suspects are handled one at a time, and the broker's own
  /// delivery limit is what ends a poison.
  static PoisonGuard none() {
    return new PoisonGuard() {
      @Override
      public int begin(WorkQueue queue, String messageId) {
        return 1;
      }

      @Override
      public void survived(WorkQueue queue, String messageId) {}
    };
  }
}
