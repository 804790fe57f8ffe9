package elysia.ingress.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatePeekTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/start,START",
        "/start t_abc,START",
        "/start@demo_vip_bot t_abc,START",
        "/started,OTHER",
        "/starting now,OTHER",
        "oi /start,OTHER",
        "/START,OTHER",
        "start,OTHER",
      })
  void only_the_command_is_a_start(String text, UpdateKind kind) {
    assertThat(peek("{'update_id':7,'message':{'chat':{'id':900000001},'text':'" + text + "'}}"))
        .contains(new PeekedUpdate(7, kind, 900000001L));
  }

  @Test
  void a_button_belongs_to_the_chat_of_its_message() {
    var update =
        "{'callback_query':{'id':'4','from':{'id':900000001},'message':{'from':{'id':5},"
            + "'chat':{'id':-100900000002,'type':'group'},'text':'/start'},'data':'buy:x'},'update_id':8}";

    assertThat(peek(update)).contains(new PeekedUpdate(8, UpdateKind.CALLBACK, -100900000002L));
  }

  @Test
  void a_button_whose_message_is_gone_belongs_to_its_presser() {
    assertThat(peek("{'update_id':9,'callback_query':{'from':{'id':900000001},'data':'x'}}"))
        .contains(new PeekedUpdate(9, UpdateKind.CALLBACK, 900000001L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"my_chat_member", "chat_member", "chat_join_request"})
  void comings_and_goings_are_member_updates(String field) {
    var update = "{'update_id':10,'%s':{'chat':{'id':900000001},'from':{'id':5}}}".formatted(field);

    assertThat(peek(update)).contains(new PeekedUpdate(10, UpdateKind.MEMBER, 900000001L));
  }

  @Test
  void an_edited_start_is_not_a_start() {
    assertThat(peek("{'update_id':11,'edited_message':{'chat':{'id':1},'text':'/start'}}"))
        .contains(new PeekedUpdate(11, UpdateKind.OTHER, 1L));
  }

  @Test
  void what_stands_deeper_or_in_a_text_counts_for_nothing() {
    var update =
        "{'message':{'reply_to_message':{'update_id':1,'text':'/start','chat':{'id':66}},"
            + "'entities':[{'text':'/start','chat':{'id':67}}],'caption':'\\\"update_id\\\":2',"
            + "'text':'{\\\"update_id\\\":3,\\\"text\\\":\\\"/start\\\"}','chat':{'title':{'id':68},'id':12}},"
            + "'poll':{'update_id':4},'update_id':99}";

    assertThat(peek(update)).contains(new PeekedUpdate(99, UpdateKind.OTHER, 12L));
  }

  @Test
  void an_update_of_a_kind_that_telegram_invents_later_is_accepted() {
    assertThat(peek("{'update_id':13,'story_of_2031':[1,{'a':null}],'paid':true}"))
        .contains(new PeekedUpdate(13, UpdateKind.OTHER, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "17",
        "'update_id'",
        "{}",
        "{'update_id':'17'}",
        "{'update_id':17.0}",
        "{'update_id':1e3}",
        "{'update_id':null}",
        "{'update_id':true}",
        "{'update_id':{}}",
        "{'update_id':[17]}",
        "{'update_id':99999999999999999999}",
        "{'message':{'update_id':17}}",
        "{'update_id':17",
        "{'update_id':17,}",
        "{'update_id':17}{'update_id':18}",
        "{'update_id':17} x",
        "{'update_id':017}",
        "{'update_id':17,'message':{'text':'a\nb'}}",
        "{'update_id':17,'message':{'chat':{'id':1}}",
      })
  void what_is_not_one_update_is_refused(String body) {
    assertThat(peek(body)).isEmpty();
  }

  @Test
  void a_text_in_broken_utf_8_is_refused() {
    var body = "{\"update_id\":17,\"message\":{\"text\":\"#\"}}".getBytes(StandardCharsets.UTF_8);
    body[37] = (byte) 0xff;

    assertThat(UpdatePeek.at(body)).isEmpty();
  }

  @Test
  void a_bottomless_nesting_is_refused_and_not_followed() {
    assertThat(peek("{'update_id':17,'message':" + "[".repeat(500_000))).isEmpty();
  }

  private static Optional<PeekedUpdate> peek(String json) {
    return UpdatePeek.at(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
