package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The private chat of one person with one bot, as the person sees it.
final class Chat {
  private static final int MAX_MESSAGES = 200;
  private static final int MAX_TOASTS = 20;
  private static final Duration TYPING = Duration.ofSeconds(5);

  private final Person person;
  private final TreeMap<Long, ObjectNode> messages = new TreeMap<>();
  private final Deque<ChatView.Toast> toasts = new ArrayDeque<>();
  private final ChatRate rate;
  private Instant typingUntil = Instant.EPOCH;
  private boolean blocked;
  private long version;

  Chat(Person person, Instant now) {
    this.person = person;
    this.rate = new ChatRate(now);
  }

  Person person() {
    return person;
  }

  /// Adds a message in the Bot API's form. The oldest one goes when the chat is full.
  synchronized void add(long messageId, ObjectNode message) {
    messages.put(messageId, message);
    if (messages.size() > MAX_MESSAGES) {
      messages.pollFirstEntry();
    }
    typingUntil = Instant.EPOCH;
    version++;
  }

  synchronized Optional<ObjectNode> message(long messageId) {
    return Optional.ofNullable(messages.get(messageId));
  }

  synchronized void replace(long messageId, ObjectNode message) {
    messages.put(messageId, message);
    version++;
  }

  synchronized boolean delete(long messageId) {
    version++;
    return messages.remove(messageId) != null;
  }

  synchronized void toast(ChatView.Toast toast) {
    if (toasts.size() == MAX_TOASTS) {
      toasts.removeFirst();
    }
    toasts.addLast(toast);
    version++;
  }

  synchronized void typing(Instant now) {
    typingUntil = now.plus(TYPING);
    version++;
  }

  synchronized void blocked(boolean isBlocked) {
    blocked = isBlocked;
    version++;
  }

  synchronized boolean isBlocked() {
    return blocked;
  }

  synchronized long takeRate(int messages, Instant now) {
    return rate.take(messages, now);
  }

  synchronized ChatView view(Instant now) {
    return new ChatView(
        person,
        version,
        blocked,
        typingUntil.isAfter(now),
        messages.values().stream().<JsonNode>map(ObjectNode::deepCopy).toList(),
        List.copyOf(toasts));
  }
}
