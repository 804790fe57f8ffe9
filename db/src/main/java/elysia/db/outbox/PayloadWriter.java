package elysia.db.outbox;

/// Writes a message as JSON. The messaging module knows how; this one only stores the text.
@FunctionalInterface
public interface PayloadWriter {
  String write(Object payload);
}
