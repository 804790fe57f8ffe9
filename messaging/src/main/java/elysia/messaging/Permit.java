package elysia.messaging;

/// The right to work, from a [RankedGate], until closed. For one thread.
public interface Permit extends AutoCloseable {
  /// Gives the permit back while its holder waits for something else.
  void stepOut();

  /// Takes a permit again, after however long a wait.
  void stepIn() throws InterruptedException;

  @Override
  void close();
}
