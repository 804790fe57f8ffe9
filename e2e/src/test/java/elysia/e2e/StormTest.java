package elysia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.bank.Notice;
import elysia.sandbox.common.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Everything comes fifty times, at once and shuffled, over two of each worker.
class StormTest {
  private static final int TIMES = 50;
  private static final List<Long> PEOPLE =
      List.of(950_000_001L, 950_000_002L, 950_000_003L, 950_000_004L);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// Above all that the sandbox's Telegram gives.
  private static final long FIRST_UPDATE = 1_500_000_000L;

  private static Play play;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    play = Play.open();
    for (var worker : List.of("worker-messages", "worker-payments", "worker-tracking")) {
      play.elysia().startSecond(worker);
    }
  }

  @AfterAll
  static void close() {
    if (play != null) {
      play.close();
    }
  }

  @Test
  void fifty_of_everything_make_one_greeting_one_charge_one_delivery_one_purchase_and_one_order()
      throws Exception {
    // given
    var starts = new ArrayList<String>();
    for (var person : PEOPLE) {
      play.sandbox().telegram().join(person, "Ana");
      play.sandbox().telegram().say(Play.BOT, person, "oi"); // the chat is open
      starts.add(start(person, play.clickAd("utm_campaign=TEMPESTADE&fbclid=IwAR-" + person)));
    }

    // when
    storm(starts);
    var greetings = new ArrayList<JsonNode>();
    for (var person : PEOPLE) {
      greetings.add(play.await(person, StormTest::isGreeting));
    }
    var presses = IntStream.range(0, PEOPLE.size()).mapToObj(i -> press(i, greetings.get(i)));
    storm(presses.toList());
    var charges = new ArrayList<String>();
    for (var person : PEOPLE) {
      var code = Play.pixCode(play.await(person, Play::isPix));
      charges.add(play.sandbox().bank().read(code).id().orElseThrow());
    }
    charges.forEach(charge -> play.sandbox().bank().pay(charge, Notice.once()));
    inParallel(
        shuffled(charges).stream()
            .<Runnable>map(charge -> () -> play.sandbox().bank().resend(charge, Notice.once()))
            .toList());
    storm(starts);

    // then
    for (var person : PEOPLE) {
      play.await(person, StormTest::isProduct);
    }
    await().atMost(LIMIT).until(() -> purchases().size() >= PEOPLE.size());
    await().atMost(LIMIT).until(() -> orders("paid").size() >= PEOPLE.size());
    play.awaitQuiet();
    for (var person : PEOPLE) {
      var messages = play.sandbox().telegram().chat(Play.BOT, person).fromBot();
      assertThat(messages).filteredOn(StormTest::isGreeting).hasSize(1);
      assertThat(messages).filteredOn(Play::isPix).hasSize(1);
      assertThat(messages).filteredOn(StormTest::isProduct).hasSize(1);
    }
    assertThat(charged()).isEqualTo(PEOPLE.size());
    assertThat(purchases()).doesNotHaveDuplicates().hasSize(PEOPLE.size());
    assertThat(orders("waiting_payment")).doesNotHaveDuplicates().hasSize(PEOPLE.size());
    assertThat(orders("paid")).doesNotHaveDuplicates().hasSize(PEOPLE.size());
  }

  private static void storm(List<String> updates) throws InterruptedException, ExecutionException {
    inParallel(
        shuffled(updates).stream()
            .<Runnable>map(update -> () -> assertThat(play.update(update)).isEqualTo(202))
            .toList());
  }

  private static <T> List<T> shuffled(List<T> few) {
    var many =
        new ArrayList<>(Collections.nCopies(TIMES, few).stream().flatMap(List::stream).toList());
    Collections.shuffle(many, new Random(TIMES));
    return many;
  }

  private static void inParallel(List<Runnable> all)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : all.stream().map(threads::submit).toList()) {
        done.get();
      }
    }
  }

  private static String start(long person, java.net.URI bot) {
    return """
        {"update_id":%d,"message":{"message_id":501,"date":1763800000,"from":%s,"chat":%s,"text":"/start %s"}}"""
        .formatted(
            FIRST_UPDATE + person % 100,
            from(person),
            chat(person),
            bot.getQuery().replace("start=", ""));
  }

  private static String press(int index, JsonNode greeting) {
    long person = PEOPLE.get(index);
    return """
        {"update_id":%d,"callback_query":{"id":"storm%d","from":%s,"chat_instance":"-1","data":"%s",
        "message":{"message_id":%d,"date":1763800000,"chat":%s}}}"""
        .formatted(
            FIRST_UPDATE + 100 + index,
            index,
            from(person),
            greeting.at("/reply_markup/inline_keyboard/0/0/callback_data").asText(),
            greeting.path("message_id").asLong(),
            chat(person));
  }

  private static String from(long person) {
    return "{\"id\":%d,\"is_bot\":false,\"first_name\":\"Ana\"}".formatted(person);
  }

  private static String chat(long person) {
    return "{\"id\":%d,\"type\":\"private\",\"first_name\":\"Ana\"}".formatted(person);
  }

  private static boolean isGreeting(JsonNode message) {
    return message.path("reply_markup").toString().contains("buy:");
  }

  private static boolean isProduct(JsonNode message) {
    return message.path("text").asText().contains("Pagamento confirmado");
  }

  private static long charged() {
    return play.sandbox().calls().to(Service.PUSHINPAY).stream()
        .filter(call -> call.path().endsWith("/pix/cashIn"))
        .count();
  }

  private static List<String> purchases() {
    return play.metaEvents("Purchase").stream()
        .map(event -> event.path("event_id").asText())
        .toList();
  }

  private static List<String> orders(String status) {
    return play.orders(status).stream().map(order -> order.path("orderId").asText()).toList();
  }
}
