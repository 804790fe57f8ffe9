package elysia.messages.start;

import elysia.db.bots.StartPage;
import elysia.db.people.People;
import elysia.db.sends.Sends;
import elysia.messages.deliver.UnfinishedDeliveries;
import elysia.messages.sending.Once;
import elysia.messages.telegram.TelegramCall;
import jakarta.inject.Singleton;

/// Records a /start with all that follows from it, in one transaction.
@Singleton
final class Starts {
  private static final String CONSUMER = "messages.start";

  private final Once once;
  private final People people;
  private final Sends sends;
  private final UnfinishedDeliveries deliveries;
  private final StartReports reports;

  Starts(
      Once once,
      People people,
      Sends sends,
      UnfinishedDeliveries deliveries,
      StartReports reports) {
    this.once = once;
    this.people = people;
    this.sends = sends;
    this.deliveries = deliveries;
    this.reports = reports;
  }

  /// Records the update unless an earlier delivery did. The second tap of a double tap plans no
  /// messages: its greeting is on its way (L4).
  void record(Start start, StartPage page) {
    once.run(CONSUMER, start.messageId(), () -> recordFirst(start, page));
  }

  private void recordFirst(Start start, StartPage page) {
    var bot = page.bot();
    var token = start.token().orElse(null);
    people
        .started(bot, start.person(), token)
        .ifPresentOrElse(
            user -> {
              var calls = Greeting.plan(page.greeting(), page.offers(), start.person());
              sends.plan(start.group(bot), calls.stream().map(TelegramCall::json).toList());
              deliveries.resume(user, start.messageId());
              reports.start(start, bot, user);
            },
            () -> reports.doubleTap(start, bot, people.seen(bot, start.person(), token)));
  }
}
