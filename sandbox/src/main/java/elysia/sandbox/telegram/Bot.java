package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// One bot: its chats, its updates and its rate.
final class Bot {
  private static final int MAX_CHATS = 20_000;
  private static final int MAX_AUDIENCES = 1_000;

  private final long id;
  private final UpdateFeed feed;
  private final BotRate rate = new BotRate();
  private final AtomicLong lastMessageId = new AtomicLong();
  private final Map<Long, Chat> chats = new ConcurrentHashMap<>();
  private final List<Audience> audiences = new CopyOnWriteArrayList<>();
  private volatile Profile profile;

  record Profile(String username, String name) {}

  /// People who have started the bot without a phone of their own: sends to them count, but are
  /// kept nowhere. Makes a shot to a million people possible.
  record Audience(long first, long count) {
    boolean contains(long person) {
      return person >= first && person < first + count;
    }
  }

  Bot(long id, Profile profile, UpdateFeed feed) {
    this.id = id;
    this.profile = profile;
    this.feed = feed;
  }

  long id() {
    return id;
  }

  Profile profile() {
    return profile;
  }

  void profile(Profile changed) {
    profile = changed;
  }

  UpdateFeed feed() {
    return feed;
  }

  BotRate rate() {
    return rate;
  }

  long nextMessageId() {
    return lastMessageId.incrementAndGet();
  }

  Optional<Chat> chat(long person) {
    return Optional.ofNullable(chats.get(person));
  }

  /// The chat with this person, new where there was none.
  Chat open(Person person, Instant now) {
    if (chats.size() >= MAX_CHATS && !chats.containsKey(person.id())) {
      throw new IllegalStateException("a bot of the sandbox keeps at most 20000 chats");
    }
    return chats.computeIfAbsent(person.id(), _ -> new Chat(person, now));
  }

  void admit(Audience audience) {
    if (audiences.size() >= MAX_AUDIENCES) {
      throw new IllegalStateException("at most 1000 audiences per bot");
    }
    audiences.add(audience);
  }

  boolean admits(long person) {
    return audiences.stream().anyMatch(audience -> audience.contains(person));
  }

  ObjectNode user() {
    return Json.object()
        .put("id", id)
        .put("is_bot", true)
        .put("first_name", profile.name())
        .put("username", profile.username());
  }

  /// The bot as getMe shows it.
  ObjectNode self() {
    return user()
        .put("can_join_groups", true)
        .put("can_read_all_group_messages", false)
        .put("supports_inline_queries", false);
  }
}
