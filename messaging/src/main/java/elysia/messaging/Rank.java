package elysia.messaging;

/// Whose turn it is at a [RankedGate], first to last, and which share of the permits a rank leaves
/// free for those before it. A later rank leaves no less than an earlier one.
public enum Rank {
  /// PIX codes and what was paid for.
  DELIVERY(0),
  /// Answers to /start and to pressed buttons.
  REPLY(0),
  /// Stopping the clock on a pressed button: at best effort.
  ACKNOWLEDGEMENT(20),
  /// What no person waits for: checks of bots, warm-ups of media.
  BACKGROUND(50);

  private final int freePercent;

  Rank(int freePercent) {
    this.freePercent = freePercent;
  }

  /// How many of `permits` this rank may not take.
  int floorOf(int permits) {
    return permits * freePercent / 100;
  }
}
