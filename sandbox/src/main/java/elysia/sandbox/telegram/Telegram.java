package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;
import elysia.sandbox.telegram.UpdateFeed.QueueKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Telegram from the side of the people: what a buyer does on the phone, and what the phone shows.
/// Bots are named by their username.
@Singleton
public final class Telegram {
  /// The bot of the demonstration, `demo_vip_bot`.
  public static final long DEMO_BOT_ID = 700_000_001L;

  /// Its token. Not a secret: it opens nothing but this sandbox.
  public static final String DEMO_TOKEN = DEMO_BOT_ID + ":SANDBOX-demo-token-opens-nothing-00";

  private static final Duration MESSAGE_LIFE = Duration.ofDays(1);
  private static final int MAX_PEOPLE = 100_000;

  private final AtomicLong lastPerson = new AtomicLong(900_000_000L);
  private final Map<Long, Person> people = new ConcurrentHashMap<>();
  private final Bots bots;
  private final Callbacks callbacks;
  private final MediaShelf shelf;
  private final Clock clock;

  Telegram(Bots bots, Callbacks callbacks, MediaShelf shelf, Clock clock) {
    this.bots = bots;
    this.callbacks = callbacks;
    this.shelf = shelf;
    this.clock = clock;
  }

  /// A bot as the phone's contact list shows it.
  public record BotView(long id, String username, String name, boolean hasWebhook) {}

  /// Gives a bot its username. Without this it is `demo_<id>_bot`.
  public void register(String token, String username, String name) {
    if (!username.matches("[A-Za-z][A-Za-z0-9_]{3,28}[Bb][Oo][Tt]")) {
      throw new IllegalArgumentException("a username that ends in bot expected, got " + username);
    }
    try {
      bots.authenticate(token).profile(new Bot.Profile(username, name));
    } catch (Refusal unauthorized) {
      throw new IllegalArgumentException("a bot token expected", unauthorized);
    }
  }

  public List<BotView> bots() {
    return bots.all().stream()
        .map(
            bot ->
                new BotView(
                    bot.id(),
                    bot.profile().username(),
                    bot.profile().name(),
                    bot.feed().webhook().isPresent()))
        .sorted(Comparator.comparing(BotView::username))
        .toList();
  }

  /// A new person with a phone.
  public Person join(String firstName) {
    if (people.size() >= MAX_PEOPLE) {
      throw new IllegalStateException("the sandbox keeps at most 100000 people");
    }
    var person = new Person(lastPerson.incrementAndGet(), firstName);
    people.put(person.id(), person);
    return person;
  }

  /// A person with a phone and an id of the caller's choice; the same id again changes the name.
  public Person join(long id, String firstName) {
    var person = new Person(id, firstName);
    people.put(id, person);
    return person;
  }

  /// Lets `count` people from id `first` on have started the bot, without phones: see
  /// [Bot.Audience].
  public void admit(String bot, long first, long count) {
    if (first < 1 || count < 1) {
      throw new IllegalArgumentException("first and count of at least 1 expected");
    }
    bot(bot).admit(new Bot.Audience(first, count));
  }

  /// Sends a text to the bot and returns the update's id; empty where the bot wants no messages.
  public OptionalLong say(String bot, long person, String text) {
    var speaker = person(person);
    var to = bot(bot);
    var chat = to.open(speaker, clock.instant());
    long id = to.nextMessageId();
    var message = Json.object().put("message_id", id);
    message.set("from", speaker.user());
    message.set("chat", speaker.privateChat());
    message.put("date", clock.instant().getEpochSecond()).put("text", text);
    if (text.startsWith("/")) {
      int end = text.indexOf(' ');
      message
          .putArray("entities")
          .addObject()
          .put("offset", 0)
          .put("length", end < 0 ? text.length() : end)
          .put("type", "bot_command");
    }
    chat.add(id, message);
    return to.feed().offer(new QueueKey(person, "message"), message, MESSAGE_LIFE);
  }

  /// Presses a button and returns the press's id. `data` is sent as it is, whether the message has
  /// such a button or not: clients can do that too.
  public String press(String bot, long person, long messageId, String data) {
    var to = bot(bot);
    var chat = chatOf(to, person);
    var message =
        chat.message(messageId)
            .orElseThrow(() -> new NoSuchElementException("no message " + messageId));
    var id = callbacks.add(to.id(), chat);
    var query = Json.object().put("id", id);
    query.set("from", chat.person().user());
    query.set("message", message.deepCopy());
    query.put("chat_instance", Long.toString(-to.id() * 31 - person)).put("data", data);
    to.feed().offer(new QueueKey(person, "callback_query"), query, Callbacks.LIFE);
    return id;
  }

  public void block(String bot, long person) {
    member(bot, person, "member", "kicked");
  }

  public void unblock(String bot, long person) {
    member(bot, person, "kicked", "member");
  }

  private void member(String botName, long person, String from, String to) {
    var bot = bot(botName);
    var chat = chatOf(bot, person);
    chat.blocked(to.equals("kicked"));
    var change = Json.object();
    change.set("chat", chat.person().privateChat());
    change.set("from", chat.person().user());
    change.put("date", clock.instant().getEpochSecond());
    change.set("old_chat_member", status(bot, from));
    change.set("new_chat_member", status(bot, to));
    bot.feed().offer(new QueueKey(person, "my_chat_member"), change, MESSAGE_LIFE);
  }

  private static ObjectNode status(Bot bot, String status) {
    var member = Json.object().<ObjectNode>set("user", bot.user()).put("status", status);
    return status.equals("kicked") ? member.put("until_date", 0) : member;
  }

  /// The chat as it stands; without messages where the person has never written to the bot.
  ///
  /// @throws NoSuchElementException when there is no such bot or person
  public ChatView chat(String bot, long person) {
    var reader = person(person);
    return bot(bot)
        .chat(person)
        .map(chat -> chat.view(clock.instant()))
        .orElseGet(() -> new ChatView(reader, 0, false, false, List.of(), List.of()));
  }

  /// The uploaded file behind a file id, empty where the sandbox doesn't have its content.
  public Optional<byte[]> media(String fileId) {
    return FileId.parse(fileId).flatMap(shelf::content);
  }

  /// The content type of an uploaded file, by its first bytes.
  public static String contentType(byte[] content) {
    return MediaShelf.contentType(content);
  }

  private Bot bot(String username) {
    return bots.byUsername(username)
        .orElseThrow(() -> new NoSuchElementException("no bot " + username));
  }

  private Person person(long id) {
    return Optional.ofNullable(people.get(id))
        .orElseThrow(() -> new NoSuchElementException("no person " + id));
  }

  private static Chat chatOf(Bot bot, long person) {
    return bot.chat(person).orElseThrow(() -> new NoSuchElementException("no chat with " + person));
  }
}
