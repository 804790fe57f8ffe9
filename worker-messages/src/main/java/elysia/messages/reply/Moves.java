package elysia.messages.reply;

import elysia.db.bots.Bot;
import elysia.db.events.FunnelEventRecorder;
import elysia.db.people.People;
import elysia.db.people.Profile;
import elysia.db.sends.Sends;
import elysia.messages.deliver.UnfinishedDeliveries;
import elysia.messages.sending.Once;
import elysia.messages.update.Update;
import elysia.model.EventName;
import elysia.model.wire.FunnelEventMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/// What people do without being answered.
@Singleton
final class Moves {
  private static final String KICKED = "kicked";
  private static final String MEMBER = "member";

  private final Once once;
  private final People people;
  private final Sends sends;
  private final UnfinishedDeliveries deliveries;
  private final FunnelEventRecorder funnel;

  Moves(
      Once once,
      People people,
      Sends sends,
      UnfinishedDeliveries deliveries,
      FunnelEventRecorder funnel) {
    this.once = once;
    this.people = people;
    this.sends = sends;
    this.deliveries = deliveries;
    this.funnel = funnel;
  }

  /// A message that somebody wrote.
  record Interaction(long updateId, Profile person, Instant at) {}

  /// In a private chat Telegram tells the bot's membership only when a person blocks or unblocks
  /// it.
  void memberChanged(String messageId, Update.MemberChange change, Bot bot) {
    once.run(ReplyHandler.CONSUMER, messageId, () -> apply(messageId, change, bot));
  }

  private void apply(String messageId, Update.MemberChange change, Bot bot) {
    var person = change.from().profile();
    switch (change.newChatMember().status()) {
      case KICKED -> {
        if (people.blocked(bot, person.id(), change.at())) {
          sends.cancelWaiting(bot.id(), person.id(), "a pessoa bloqueou o bot");
        }
      }
      case MEMBER -> deliveries.resume(people.seen(bot, person, null), messageId);
      default -> {} // a status of groups
    }
  }

  /// A message that is no command of ours.
  void interacted(String messageId, Interaction interaction, Bot bot) {
    once.run(ReplyHandler.CONSUMER, messageId, () -> record(interaction, bot));
  }

  private void record(Interaction interaction, Bot bot) {
    var user = people.seen(bot, interaction.person(), null);
    funnel.record(
        new FunnelEventMessage(
            EventName.BOT_INTERACTION.word() + ":" + bot.id() + ":" + interaction.updateId(),
            EventName.BOT_INTERACTION,
            interaction.at(),
            bot.organization(),
            bot.id(),
            bot.slug(),
            user,
            interaction.person().id(),
            null,
            null,
            null,
            null,
            Map.of()));
  }
}
