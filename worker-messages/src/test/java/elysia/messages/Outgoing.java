package elysia.messages;

import elysia.db.bots.Bots;
import elysia.db.sends.SendGroup;
import elysia.db.sends.SendKind;
import elysia.db.sends.Sends;
import elysia.messages.sending.GroupSender;
import elysia.messages.telegram.TelegramCall;
import elysia.messaging.Settlement;
import elysia.model.OrganizationId;
import elysia.model.TelegramId;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.util.List;
import java.util.UUID;

/// Messages that a test sends to a person as a flow of ours would.
public record Outgoing(TestBot bot, Person person, SendGroup group) {
  public static Outgoing to(TestBot bot, Person person, SendKind kind) {
    bot.stage()
        .sql()
        .update(
            "insert into bot_users (bot_id, telegram_id) values (?, ?) on conflict do nothing",
            bot.id(),
            person.id());
    return new Outgoing(
        bot,
        person,
        new SendGroup(
            "test:" + UUID.randomUUID(),
            new OrganizationId(1),
            bot.id(),
            new TelegramId(person.id()),
            kind));
  }

  public Outgoing plan(TelegramCall... calls) {
    bot.stage()
        .bean(Sends.class)
        .plan(group, List.of(calls).stream().map(TelegramCall::json).toList());
    return this;
  }

  /// Sends what is planned and not sent yet.
  public Settlement send() {
    return send(bot.stage().bean(GroupSender.class));
  }

  /// The same by another worker.
  public Settlement send(GroupSender sender) {
    try {
      return sender.send(
          bot.stage().bean(Bots.class).find(bot.id()).orElseThrow(),
          group,
          Stage.delivery(bot.id(), Stage.nextUpdate()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public List<Long> messageIds() {
    return bot.stage().bean(Sends.class).result(group).messageIds();
  }

  /// How many calls to the person brought bytes along.
  public int uploads() {
    return (int)
        bot.stage().sandbox().calls().to(Service.TELEGRAM).stream()
            .filter(call -> call.requestText().contains("filename="))
            .filter(call -> call.requestText().contains(Long.toString(person.id())))
            .count();
  }
}
