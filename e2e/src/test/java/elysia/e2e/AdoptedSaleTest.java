package elysia.e2e;

import static elysia.e2e.OldApplication.BOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.model.Money;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.telegram.Telegram;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A bot of the old application, from its database to its first sale with us.
class AdoptedSaleTest {
  private static final long BUYER = 940_000_001;

  private final Play play = Play.shared();

  @Test
  void an_adopted_bot_greets_as_before_and_sells_at_the_price_on_an_old_button() throws Exception {
    var elysia = play.elysia();
    telegram().register(OldApplication.TOKEN, BOT, "VIP antigo");
    telegram().join(BUYER, "Ana");
    telegram().say(BOT, BUYER, "/start"); // while nobody listens
    OldApplication.send(play.sandbox(), BUYER, "Mensal — R$ 19,90", "plan:1:1:start:start");
    assertThat(elysia.command("bot", "list")).containsPattern(BOT + " .*a adotar");
    elysia.command(
        "message", "set", "--bot", BOT, "--message", "delivery", "--text", "Seu acesso: t.me/+x");

    var adopted = elysia.command("bot", "adopt", "--slug", BOT);

    assertThat(adopted).contains("conectado como @" + BOT).doesNotContain("Falta:");
    var greeting = sent(message -> text(message).contains("VIP de sempre"));
    assertThat(greeting.path("reply_markup").toString())
        .as("the /start that came before is greeted with the old text and plans")
        .contains("Mensal — R$ 19,90", "Anual — R$ 99,90");

    OldApplication.execute(
        elysia.database(),
        "update bot_messages set content = jsonb_set(content, '{plans,0,value}', '5990') where slug = 'start'");
    var offer = sent(message -> text(message).equals("Oferta antiga"));
    telegram().press(BOT, BUYER, offer.path("message_id").asLong(), "plan:1:1:start:start");

    var charge = play.sandbox().bank().read(Play.pixCode(sent(Play::isPix)));
    assertThat(charge.amount()).contains(Money.brl(1990));
    play.sandbox().bank().pay(charge.id().orElseThrow(), Notice.once());
    sent(message -> text(message).contains("Seu acesso"));

    assertThat(elysia.command("bot", "list")).containsPattern(BOT + " .*recebendo");
    assertThat(elysia.logText()).doesNotContain("SANDBOX-old-token");
  }

  @Test
  void our_own_processes_are_no_old_senders() throws Exception {
    assertThat(play.elysia().command("cutover", "--watch", "0"))
        .contains("Pronto: os envios são da Elysia");
    assertThat(play.elysia().command("cutover")).contains("Já feito em");
  }

  private Telegram telegram() {
    return play.sandbox().telegram();
  }

  private JsonNode sent(Predicate<JsonNode> wanted) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> telegram().chat(BOT, BUYER).fromBot().stream().filter(wanted).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static String text(JsonNode message) {
    return message.path("text").asText();
  }
}
