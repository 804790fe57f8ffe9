package elysia.messages.start;

import elysia.db.bots.Bot;
import elysia.db.conversions.ConversionRecorder;
import elysia.db.events.FunnelEventRecorder;
import elysia.db.people.Attribution;
import elysia.model.BotUserId;
import elysia.model.EventName;
import elysia.model.wire.FunnelEventMessage;
import jakarta.inject.Singleton;
import java.util.Map;

/// Tells funnel and ad platforms of a /start, in its transaction.
@Singleton
final class StartReports {
  private final FunnelEventRecorder funnel;
  private final Attribution attribution;
  private final ConversionRecorder conversions;

  StartReports(
      FunnelEventRecorder funnel, Attribution attribution, ConversionRecorder conversions) {
    this.funnel = funnel;
    this.attribution = attribution;
    this.conversions = conversions;
  }

  void start(Start start, Bot bot, BotUserId user) {
    funnel.record(event(EventName.BOT_START, start, bot, user));
    start
        .token()
        .filter(
            token -> attribution.bind(token, bot.organization(), start.person().id(), start.at()))
        .ifPresent(
            token ->
                conversions.lead(
                    bot.organization(), bot.id(), user, start.person().id(), token, start.at()));
  }

  /// A double tap is only an interaction, unless it brings a click's token: that one did start.
  void doubleTap(Start start, Bot bot, BotUserId user) {
    if (start.token().isPresent()) {
      start(start, bot, user);
    } else {
      funnel.record(event(EventName.BOT_INTERACTION, start, bot, user));
    }
  }

  private static FunnelEventMessage event(EventName name, Start start, Bot bot, BotUserId user) {
    return new FunnelEventMessage(
        name.word() + ":" + bot.id() + ":" + start.updateId(),
        name,
        start.at(),
        bot.organization(),
        bot.id(),
        bot.slug(),
        user,
        start.person().id(),
        start.token().orElse(null),
        null,
        null,
        null,
        Map.of());
  }
}
