package elysia.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator sees and changes of a bot that the old application left behind.
class LegacyBotTest {
  private static TestPanel panel;

  @BeforeAll
  static void start() {
    panel = new TestPanel(Map.of());
  }

  @AfterAll
  static void stop() {
    panel.close();
  }

  @Test
  void plans_in_a_greeting_are_frozen_before_it_is_overwritten() {
    bot("loja_velha");
    panel.text(
        """
        insert into bot_messages (bot_id, slug, content)
        select id, 'start', '{"messages":["Oi"],"plans":[{"name":"Mensal","value":"19,90"}]}' from bots
        where slug = 'loja_velha' returning id
        """);

    panel.send("PUT", "/bots/loja_velha/messages/start", Map.of("texts", new String[] {"Novo"}));

    assertThat(
            panel.text(
                """
                select plan_key || ' ' || price_cents || ' ' || (archived_at is null) from offers
                where bot_id = (select id from bots where slug = 'loja_velha') and frozen_at is not null
                """))
        .isEqualTo("1 1990 true");
    assertThat(panel.get("/bots/loja_velha/plans").body().at("/0/name").asText())
        .isEqualTo("Mensal");
  }

  @Test
  void an_operator_sees_which_greeting_counts() {
    bot("loja_fontes");
    assertThat(source()).isEqualTo("default");

    panel.text(
        "insert into bot_messages (slug, content) values ('loja_fontes', '{\"text\":\"Oi\"}') returning id");
    assertThat(source()).isEqualTo("base_messages");

    panel.text(
        """
        update bots set start_message = '{"active":true,"message":{"text":"Oi"}}' where slug = 'loja_fontes' returning id
        """);
    assertThat(source()).isEqualTo("start_message");

    panel.send("PUT", "/bots/loja_fontes/messages/start", Map.of("texts", new String[] {"Novo"}));
    assertThat(source()).isEqualTo("message");
  }

  /// Very old databases have bots without a time of birth (C19).
  @Test
  void a_bot_without_a_birthday_is_listed() {
    bot("loja_antiga");
    panel.sql().update("alter table bots alter column created_at drop not null");
    panel.sql().update("update bots set created_at = null where slug = 'loja_antiga'");

    assertThat(panel.get("/bots/loja_antiga").status()).isEqualTo(200);
  }

  private static String source() {
    return panel.get("/bots/loja_fontes").body().path("greetingSource").asText();
  }

  private static void bot(String slug) {
    panel.text("insert into bots (slug, name) values ('" + slug + "', 'Loja') returning id");
  }
}
