package elysia.messages.sending;

import elysia.model.BotId;
import elysia.model.TelegramId;
import jakarta.inject.Singleton;

/// One lane per person and bot in this process: what concerns a person is done one after the other,
/// in the order of arrival (L4). Across processes the claim of a send does the same.
@Singleton
public final class Lanes {
  private final Turns<Key> turns = new Turns<>();

  /// What is done in a lane.
  @FunctionalInterface
  public interface Work<T> extends Turns.Work<T> {}

  private record Key(BotId bot, TelegramId person) {}

  /// Runs `work` once all earlier work of this person is done.
  public <T> T in(BotId bot, TelegramId person, Work<T> work) throws InterruptedException {
    return turns.in(new Key(bot, person), work);
  }

  /// How many people are being talked to now.
  int open() {
    return turns.open();
  }
}
