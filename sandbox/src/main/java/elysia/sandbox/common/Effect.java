package elysia.sandbox.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What goes wrong. In JSON the field `fault` holds its word; what is left out has a default.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Effect.Latency.class, name = "latency"),
  @JsonSubTypes.Type(value = Effect.Status.class, name = "status"),
  @JsonSubTypes.Type(value = Effect.Html.class, name = "html"),
  @JsonSubTypes.Type(value = Effect.NoAnswer.class, name = "no_answer"),
  @JsonSubTypes.Type(value = Effect.PartialAlbum.class, name = "partial_album"),
  @JsonSubTypes.Type(value = Effect.Duplicate.class, name = "duplicate"),
  @JsonSubTypes.Type(value = Effect.Delay.class, name = "delay"),
  @JsonSubTypes.Type(value = Effect.Reorder.class, name = "reorder"),
  @JsonSubTypes.Type(value = Effect.Drop.class, name = "drop")
})
public sealed interface Effect {
  /// Happens to a call of the system under test.
  sealed interface OnCall extends Effect {
    /// The same, striking after the fake has acted.
    OnCall after();
  }

  /// Happens to a webhook of a fake, on its way.
  sealed interface OnWebhook extends Effect {}

  /// Whether the fake acts on the call that it breaks.
  enum When {
    /// The fault strikes first: nothing happens, unless it only takes time.
    BEFORE,
    /// The fake acts, and then the fault strikes: the caller can't know.
    AFTER;

    @JsonCreator
    static When of(String word) {
      return switch (word) {
        case "before" -> BEFORE;
        case "after" -> AFTER;
        default ->
            throw new IllegalArgumentException("when: before or after expected, got " + word);
      };
    }

    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The answer comes `ms` late, or at random up to `maxMs`.
  record Latency(long ms, long maxMs, When when) implements OnCall {
    public Latency {
      ms = within("ms", ms, 1, MAX_MS);
      maxMs = within("maxMs", maxMs == 0 ? ms : maxMs, ms, MAX_MS);
      when = orBefore(when);
    }

    @Override
    public Latency after() {
      return new Latency(ms, maxMs, When.AFTER);
    }
  }

  /// An error in the service's own form.
  ///
  /// @param retryAfter seconds; at Telegram in `parameters`, elsewhere as a header. 0: not told
  /// @param text in place of the service's usual words; empty leaves them
  record Status(int status, When when, int retryAfter, String text) implements OnCall {
    public Status {
      status = (int) within("status", status, 400, 599);
      when = orBefore(when);
      retryAfter = (int) within("retryAfter", retryAfter, 0, 86_400);
      text = Objects.requireNonNullElse(text, "");
    }

    @Override
    public Status after() {
      return new Status(status, When.AFTER, retryAfter, text);
    }

    public Status retryAfter(int seconds) {
      return new Status(status, when, seconds, text);
    }

    public Status text(String words) {
      return new Status(status, when, retryAfter, words);
    }
  }

  /// A proxy's page, 502 unless told.
  record Html(int status, When when) implements OnCall {
    public Html {
      status = (int) within("status", status == 0 ? 502 : status, 200, 599);
      when = orBefore(when);
    }

    @Override
    public Html after() {
      return new Html(status, When.AFTER);
    }
  }

  /// The connection is cut after `ms` without an answer: at once, or later than the caller waits.
  record NoAnswer(long ms, When when) implements OnCall {
    public NoAnswer {
      ms = within("ms", ms, 0, MAX_MS);
      when = orBefore(when);
    }

    @Override
    public NoAnswer after() {
      return new NoAnswer(ms, When.AFTER);
    }
  }

  /// Telegram delivers the first items of an album and refuses the rest: a 400 that names none.
  ///
  /// @param retryAfter seconds, told in the text only. 0: the item itself is at fault
  record PartialAlbum(int delivered, int retryAfter) implements Effect {
    public PartialAlbum {
      retryAfter = (int) within("retryAfter", retryAfter, 0, 86_400);
      delivered = (int) within("delivered", delivered, 0, 9);
    }
  }

  /// The webhook comes `copies` times more, all at once.
  record Duplicate(int copies) implements OnWebhook {
    public Duplicate {
      copies = (int) within("copies", copies, 1, 1_000);
    }
  }

  /// The webhook leaves `ms` late; those behind it in its queue wait.
  record Delay(long ms) implements OnWebhook {
    public Delay {
      ms = within("ms", ms, 1, MAX_MS);
    }
  }

  /// The webhook leaves after the service's next one, or after `ms` (5,000) if none comes.
  record Reorder(long ms) implements OnWebhook {
    public Reorder {
      ms = within("ms", ms == 0 ? 5_000 : ms, 1, MAX_MS);
    }
  }

  /// The webhook is lost on its way; its sender sees no answer, and tries again if that is its
  /// habit.
  record Drop() implements OnWebhook {}

  long MAX_MS = 120_000;

  static Latency latency(Duration time) {
    return new Latency(time.toMillis(), 0, When.BEFORE);
  }

  static Status status(int status) {
    return new Status(status, When.BEFORE, 0, "");
  }

  static Html html() {
    return new Html(0, When.BEFORE);
  }

  /// @param until how long the connection stays open
  static NoAnswer noAnswer(Duration until) {
    return new NoAnswer(until.toMillis(), When.BEFORE);
  }

  private static When orBefore(@Nullable When when) {
    return Objects.requireNonNullElse(when, When.BEFORE);
  }

  private static long within(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: %d to %d expected, got %d".formatted(field, min, max, value));
    }
    return value;
  }
}
