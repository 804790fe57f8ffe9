package elysia.messages.connect;

import elysia.db.bots.BotConnections;
import elysia.db.bots.BotConnections.Candidate;
import elysia.db.bots.Bots;
import elysia.db.bots.WebhookChecks;
import elysia.db.bots.WebhookChecks.Due;
import elysia.messages.telegram.CallOutcome;
import elysia.messages.telegram.TelegramFailure;
import jakarta.inject.Singleton;

/// Compares what Telegram holds of each bot's webhook with what we registered, and sets it again
/// where somebody changed it (L20).
///
/// A changed address or list is seen at the next check. A changed secret cannot be read: it is seen
/// at the first check after ingress has refused an update with 401, which Telegram reports and
/// keeps trying for a day, so the update comes through after the repair.
@Singleton
final class WebhookCheck {
  private final WebhookCheckConfig config;
  private final WebhookChecks checks;
  private final BotConnections connections;
  private final Bots bots;
  private final Connector connector;
  private final WebhookReport report;

  WebhookCheck(
      WebhookCheckConfig config,
      WebhookChecks checks,
      BotConnections connections,
      Bots bots,
      Connector connector,
      WebhookReport report) {
    this.config = config;
    this.checks = checks;
    this.connections = connections;
    this.bots = bots;
    this.connector = connector;
    this.report = report;
  }

  /// Checks the bots that are due, one after the other; stops early while Telegram asks to wait.
  void round() throws InterruptedException {
    if (!connector.ready()) {
      return;
    }
    var due = checks.claim(config.every(), config.perMinute());
    while (due.isPresent() && check(due.get())) {
      due = checks.claim(config.every(), config.perMinute());
    }
  }

  /// False: no more calls for now.
  private boolean check(Due due) throws InterruptedException {
    var candidate = connections.find(due.bot()).orElse(null);
    if (candidate == null) {
      return true; // deleted meanwhile
    }
    return switch (connector.webhookInfo(candidate)) {
      case CallOutcome.Accepted(var answer) -> compare(due, candidate, WebhookInfo.read(answer));
      case TelegramFailure failure -> failed(due, candidate, failure);
    };
  }

  private boolean compare(Due due, Candidate candidate, WebhookInfo info)
      throws InterruptedException {
    checks.seen(due.bot(), info.pending());
    var drift = info.drift(connector.webhook(candidate), due.previous());
    if (drift.isPresent()) {
      return repair(due, candidate, drift.get());
    }
    report.deliveries(candidate.slug(), info, due);
    return true;
  }

  private boolean repair(Due due, Candidate candidate, Drift drift) throws InterruptedException {
    return switch (connector.connect(due.bot(), candidate)) {
      case ConnectResult.Connected(var webhook, _) -> {
        checks.repaired(due.bot(), webhook);
        report.repaired(candidate.slug(), drift);
        yield true;
      }
      case ConnectResult.Refused(var error) -> {
        connections.failed(due.bot(), error);
        report.notRepaired(candidate.slug(), drift, error);
        yield true;
      }
      case ConnectResult.Failed(var failure) -> {
        report.notRepaired(candidate.slug(), drift, failure.words());
        yield failed(due, candidate, failure);
      }
    };
  }

  /// Only 401 and 404 prove something about the bot; all else is looked at again in the next round
  /// (L22).
  private boolean failed(Due due, Candidate candidate, TelegramFailure failure) {
    if (failure instanceof TelegramFailure.BotRevoked) {
      bots.tokenRevoked(due.bot(), failure.words());
      report.revoked(candidate.slug(), failure);
      return true;
    }
    report.unclear(candidate.slug(), failure);
    return !(failure instanceof TelegramFailure.Limited);
  }
}
