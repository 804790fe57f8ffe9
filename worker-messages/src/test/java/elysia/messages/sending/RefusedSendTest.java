package elysia.messages.sending;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.sends.SendKind;
import elysia.messages.Outgoing;
import elysia.messages.Stage;
import elysia.messages.TestBot;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.OddTelegram;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramCall.AlbumItem;
import elysia.messaging.RetryLevel;
import elysia.messaging.Settlement;
import elysia.model.MediaKind;
import elysia.model.TelegramId;
import elysia.runtime.RunningDeployable;
import elysia.sandbox.telegram.Person;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What Telegram does not take, and what is sent in its place.
class RefusedSendTest {
  private static final String UNPARSABLE =
      "Bad Request: can't parse entities: Unmatched end tag at byte offset 3";
  private static final String PARTLY = "Failed to send message #2 with the error message '%s'";

  private static final OddTelegram ODD = new OddTelegram();
  private static final RunningDeployable WORKER = Stage.shared().startWorker(ODD.url());

  private final TestBot bot = Stage.shared().bot();
  private final Person ana = bot.person("Ana");
  private final TelegramId chat = new TelegramId(ana.id());
  private final Outgoing outgoing = Outgoing.to(bot, ana, SendKind.START);

  @AfterAll
  static void close() {
    WORKER.close();
    ODD.close();
  }

  @Test
  void a_text_that_telegram_cannot_read_is_sent_once_more_without_formatting() {
    ODD.refuseNext(400, UNPARSABLE);

    send(TelegramCall.sendMessage(chat, "1 &lt; 2 <b>já", Keyboard.NONE));

    assertThat(bot.states(ana)).containsExactly("sent");
    assertThat(bodies()).hasSize(2);
    assertThat(bodies().getLast()).contains("\"text\":\"1 < 2 já\"").doesNotContain("parse_mode");
  }

  @Test
  void captions_of_an_album_lose_their_formatting_too() {
    ODD.refuseNext(400, UNPARSABLE);

    send(album("<b>um", "dois"));

    assertThat(bodies().getLast())
        .contains("\"caption\":\"um\"", "\"caption\":\"dois\"", "\"media\":\"AgAC1\"")
        .doesNotContain("parse_mode");
  }

  @Test
  void a_text_that_is_refused_again_is_given_up() {
    ODD.refuseNext(400, UNPARSABLE);
    ODD.refuseNext(400, UNPARSABLE);

    assertThat(send(TelegramCall.sendMessage(chat, "<b>", Keyboard.NONE)))
        .isEqualTo(new Settlement.Done());

    assertThat(bot.states(ana)).containsExactly("failed");
    assertThat(bodies()).hasSize(2);
  }

  @Test
  void an_album_that_may_have_arrived_in_part_is_never_sent_again() {
    ODD.refuseNext(400, PARTLY.formatted("Bad Request: wrong file identifier"));

    send(album("", ""), TelegramCall.sendMessage(chat, "oi", Keyboard.NONE));
    outgoing.send(sender());

    assertThat(bot.states(ana)).containsExactly("unknown", "sent");
    assertThat(bodies()).hasSize(2).filteredOn(body -> body.contains("AgAC")).hasSize(1);
  }

  @Test
  void a_limit_inside_a_partly_sent_album_is_waited_out_before_the_rest() {
    ODD.refuseNext(400, PARTLY.formatted("Too Many Requests: retry after 20"));

    var settlement = send(album("", ""), TelegramCall.sendMessage(chat, "oi", Keyboard.NONE));

    assertThat(settlement)
        .isInstanceOfSatisfying(
            Settlement.Postpone.class,
            wait -> assertThat(wait.level()).isEqualTo(RetryLevel.THIRTY_SECONDS));
    assertThat(bot.states(ana)).containsExactly("unknown", "pending");
    bot.pausesEnd();
    outgoing.send(sender());
    assertThat(bot.states(ana)).containsExactly("unknown", "sent");
  }

  @Test
  void an_album_refused_because_of_the_limit_is_certainly_not_sent() {
    ODD.refuseNext(429, "Too Many Requests: retry after 3");

    assertThat(send(album("", ""))).isInstanceOf(Settlement.Postpone.class);

    assertThat(bot.states(ana)).containsExactly("pending");
  }

  private Settlement send(TelegramCall... calls) {
    return outgoing.plan(calls).send(sender());
  }

  private GroupSender sender() {
    return WORKER.context().getBean(GroupSender.class);
  }

  private TelegramCall album(String firstCaption, String secondCaption) {
    return TelegramCall.sendAlbum(
        chat,
        List.of(
            new AlbumItem(new Attachment.Known(MediaKind.PHOTO, "AgAC1"), firstCaption),
            new AlbumItem(new Attachment.Known(MediaKind.PHOTO, "AgAC2"), secondCaption)));
  }

  /// What Telegram got for her.
  private List<String> bodies() {
    return ODD.bodies().stream().filter(body -> body.contains(chat.toString())).toList();
  }
}
