package elysia.messaging;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/// The publishes of one channel that the broker has not answered yet, by their sequence number. A
/// number is used once in a channel's life, so a late word about a forgotten publish finds nobody.
final class Outstanding {
  private final ConcurrentSkipListMap<Long, Publication> bySequence = new ConcurrentSkipListMap<>();

  void add(long sequence, Publication publication) {
    bySequence.put(sequence, publication);
  }

  void acked(long sequence, boolean multiple) {
    take(sequence, multiple).forEach(Publication::acked);
  }

  void nacked(long sequence, boolean multiple) {
    take(sequence, multiple)
        .forEach(p -> p.refused("the broker's nack: the queue is full or failing"));
  }

  /// A return carries no sequence number, but comes before its confirm and in the order of
  /// publishing: it means the oldest one like it.
  void returned(String messageId, String exchange, String routingKey, String reason) {
    for (var publication : bySequence.values()) {
      var message = publication.message();
      if (!publication.isReturned()
          && message.messageId().equals(messageId)
          && message.route().exchange().equals(exchange)
          && message.route().routingKey().equals(routingKey)) {
        publication.returned(reason);
        return;
      }
    }
  }

  boolean isEmpty() {
    return bySequence.isEmpty();
  }

  int size() {
    return bySequence.size();
  }

  /// The channel is gone: no word will come any more.
  void lost() {
    bySequence.values().forEach(Publication::lost);
    bySequence.clear();
  }

  private List<Publication> take(long sequence, boolean multiple) {
    if (!multiple) {
      var publication = bySequence.remove(sequence);
      return publication == null ? List.of() : List.of(publication);
    }
    var upTo = bySequence.headMap(sequence, true);
    var taken = List.copyOf(upTo.values());
    upTo.clear();
    return taken;
  }
}
