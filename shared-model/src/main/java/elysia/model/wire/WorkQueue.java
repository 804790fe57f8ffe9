package elysia.model.wire;

import java.util.Arrays;
import java.util.Optional;

/// The queues that workers consume. Their names are what operators read in the management UI.
public enum WorkQueue {
  /// PIX codes, paid content, receipts: ahead of everything.
  MESSAGES_DELIVER("messages.deliver", Domain.MESSAGES),
  MESSAGES_START("messages.start", Domain.MESSAGES),
  MESSAGES_REPLY("messages.reply", Domain.MESSAGES),
  /// Checks of tokens, webhooks, media warm-up, previews.
  MESSAGES_BOT("messages.bot", Domain.MESSAGES),
  MESSAGES_DOWNSELL("messages.downsell", Domain.MESSAGES),
  MESSAGES_SHOT("messages.shot", Domain.MESSAGES),
  PAYMENTS_WEBHOOK("payments.webhook", Domain.PAYMENTS),
  PAYMENTS_CHARGE("payments.charge", Domain.PAYMENTS),
  PAYMENTS_RECONCILE("payments.reconcile", Domain.PAYMENTS),
  TRACKING_EVENT("tracking.event", Domain.TRACKING),
  TRACKING_CAPI("tracking.capi", Domain.TRACKING),
  TRACKING_UTMIFY("tracking.utmify", Domain.TRACKING);

  /// Who owns a queue: its failed messages are parked together, in `parked.<domain>`.
  public enum Domain {
    MESSAGES("messages"),
    PAYMENTS("payments"),
    TRACKING("tracking");

    private final String word;

    Domain(String word) {
      this.word = word;
    }

    public String parkedQueue() {
      return "parked." + word;
    }
  }

  private final String queueName;
  private final Domain domain;

  WorkQueue(String queueName, Domain domain) {
    this.queueName = queueName;
    this.domain = domain;
  }

  /// The queue of this name, as operators and headers call it.
  public static Optional<WorkQueue> named(String queueName) {
    return Arrays.stream(values()).filter(queue -> queue.queueName.equals(queueName)).findFirst();
  }

  public String queueName() {
    return queueName;
  }

  public Domain domain() {
    return domain;
  }

  /// The route of a command to this queue.
  public Route command() {
    return new Route(Route.COMMAND_EXCHANGE, queueName);
  }
}
